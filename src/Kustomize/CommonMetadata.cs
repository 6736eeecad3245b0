using Steersman.Kustomize.Nodes;
using Steersman.Kustomize.Resources;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize;

/// <summary>Labels and annotations on every object of a stream, on its metadata alone: kustomize's label and annotation transformers as helm-controller uses them. Thread-safe.</summary>
public static class CommonMetadata
{
    private static readonly FieldPath Labels = new("metadata/labels", creates: true);
    private static readonly FieldPath Annotations = new("metadata/annotations", creates: true);

    /// <summary>The stream with the labels and annotations; it is not read where both are null.</summary>
    /// <param name="manifests">A stream of YAML documents.</param>
    /// <param name="labels">Labels; they replace those of the same name.</param>
    /// <param name="annotations">Annotations; they replace those of the same name.</param>
    /// <exception cref="KustomizeException">A document is no object, or its labels are no mapping; the message is kustomize's.</exception>
    public static string Apply(string manifests, IReadOnlyDictionary<string, string>? labels, IReadOnlyDictionary<string, string>? annotations)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        if (labels is null && annotations is null)
        {
            return manifests;
        }

        ResourceMap map = new(ResourceReader.Read(manifests, new Budget()));
        Set(map, Labels, labels);
        Set(map, Annotations, annotations);
        return ResourceWriter.Write(map.Resources);
    }

    private static void Set(ResourceMap map, FieldPath field, IReadOnlyDictionary<string, string>? entries)
    {
        if (entries is null || entries.Count == 0)
        {
            return;
        }

        foreach (Resource resource in map.Resources)
        {
            foreach ((string key, string value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                field.Visit(resource, node => NodeFields.Set(node, key, YamlNode.Scalar(value, YamlTags.String)));
            }
        }

        map.DropEmpties();
    }
}
