using Steersman.Kustomize.Resources;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>A path to fields, through lists where they come: kustomize's field specifications (api's <c>fieldspec</c> filter). Immutable.</summary>
/// <param name="path">Names with slashes between them; <c>[]</c> behind the name of a list, a backslash before a slash that is part of a name.</param>
/// <param name="creates">Missing fields, and ones that are null, become mappings.</param>
internal sealed class FieldPath(string path, bool creates = false)
{
    private readonly string[] _parts = Split(path);

    /// <summary>Calls <paramref name="set"/> with each node at the path.</summary>
    /// <exception cref="KustomizeException">The path leads through a scalar.</exception>
    public void Visit(Resource resource, Action<YamlNode> set)
    {
        try
        {
            Visit(resource.Root!, 0, set);
        }
        catch (KustomizeException exception)
        {
            ResId id = resource.CurId;
            throw exception.Within($"considering field '{path}' of object {id}: ");
        }
    }

    private void Visit(YamlNode node, int at, Action<YamlNode> set)
    {
        if (at == _parts.Length)
        {
            set(node);
            return;
        }

        if (node.Tag == YamlTags.Null)
        {
            return;
        }

        switch (node.Kind)
        {
            case YamlNodeKind.Sequence:
                VisitElements(node, at, set);
                break;
            case YamlNodeKind.Mapping:
                VisitField(node, at, set);
                break;
            default:
                throw new KustomizeException("expected sequence or mapping node");
        }
    }

    private void VisitElements(YamlNode node, int at, Action<YamlNode> set)
    {
        foreach (YamlNode item in node.Content)
        {
            try
            {
                Visit(item, at, set);
            }
            catch (KustomizeException exception)
            {
                throw exception.Within($"visit traversal on path: [{string.Join(' ', _parts[at..])}]: ");
            }
        }
    }

    private void VisitField(YamlNode node, int at, Action<YamlNode> set)
    {
        bool isList = _parts[at].EndsWith("[]", StringComparison.Ordinal);
        string name = isList ? _parts[at][..^2] : _parts[at];
        YamlNode? field = creates ? NodeFields.GetOrAdd(node, name) : NodeFields.Get(node, name);
        if (field is null)
        {
            return;
        }

        if (field.Tag == YamlTags.Null && (isList || creates))
        {
            field.Kind = isList ? YamlNodeKind.Sequence : YamlNodeKind.Mapping;
            field.Tag = isList ? "" : YamlTags.Mapping;
        }

        Visit(field, at + 1, set);
    }

    private static string[] Split(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/'))
        {
            if (parts.Count > 0 && parts[^1].EndsWith('\\'))
            {
                parts[^1] = $"{parts[^1][..^1]}/{part}";
            }
            else
            {
                parts.Add(part);
            }
        }

        return [.. parts];
    }
}
