using Steersman.Kustomize.Nodes;
using Steersman.Kustomize.Resources;
using Steersman.Regex;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Images;

/// <summary>Replaces one image everywhere: kustomize's built-in <c>ImageTagTransformer</c>.</summary>
internal sealed class ImageTransformer(KustomizeImage image)
{
    private static readonly FieldPath[] Fields =
    [
        new("spec/containers[]/image"),
        new("spec/initContainers[]/image"),
        new("spec/volumes[]/image/reference"),
        new("spec/template/spec/containers[]/image"),
        new("spec/template/spec/initContainers[]/image"),
        new("spec/template/spec/volumes[]/image/reference"),
    ];

    private GoRegex? _pattern;

    /// <exception cref="KustomizeException">Something else stands where containers or images are looked for, or the name is no regular expression and there is an image.</exception>
    public void Transform(ResourceMap map)
    {
        foreach (Resource resource in map.Resources)
        {
            if (ObjectMeta.Of(resource.Root)?.Kind != "CustomResourceDefinition")
            {
                FindContainers(resource.Root!);
            }
        }

        foreach (Resource resource in map.Resources)
        {
            if (ObjectMeta.Of(resource.Root)?.Kind == "CustomResourceDefinition")
            {
                continue;
            }

            foreach (FieldPath field in Fields)
            {
                field.Visit(resource, SetImage);
            }
        }

        map.DropEmpties();
    }

    private void FindContainers(YamlNode node)
    {
        if (node.Kind == YamlNodeKind.Sequence)
        {
            node.Content.ForEach(FindContainers);
        }
        else if (node.Kind == YamlNodeKind.Mapping)
        {
            for (int index = 0; index + 1 < node.Content.Count; index += 2)
            {
                string key = node.Content[index].Value;
                YamlNode value = node.Content[index + 1];
                FindContainers(value);
                if (key is "containers" or "initContainers" && value.Kind == YamlNodeKind.Sequence)
                {
                    value.Content.ForEach(SetImageOf);
                }
            }
        }
    }

    private GoRegex Compile()
    {
        try
        {
            return GoRegex.Compile($"^{image.Name}(:[a-zA-Z0-9_.{{}}-]*)?(@sha256:[a-zA-Z0-9_.{{}}-]*)?$");
        }
        catch (RegexSyntaxException exception)
        {
            throw new KustomizeException($"the name {QuotedText.Quote(image.Name)} of an image is no regular expression: {exception.Message}", exception);
        }
    }

    private void SetImageOf(YamlNode container)
    {
        if (NodeFields.Get(container, "image") is { } node)
        {
            SetImage(node);
        }
    }

    private void SetImage(YamlNode node)
    {
        NodeFields.ErrorIfInvalid(node, YamlNodeKind.Scalar);
        _pattern ??= Compile();
        if (!_pattern.MatchString(node.Value))
        {
            return;
        }

        ImageReference reference = ImageReference.Split(node.Value);
        reference = reference with { Name = image.NewName.Length > 0 ? image.NewName : reference.Name };
        if (image.NewTag.Length > 0 || image.Digest.Length > 0)
        {
            reference = reference with { Tag = image.NewTag, Digest = image.Digest };
        }

        NodeFields.Set(node, "", YamlNode.Scalar(reference.ToString()));
    }
}
