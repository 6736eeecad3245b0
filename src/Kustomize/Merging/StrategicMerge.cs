using Steersman.Kustomize.Nodes;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Merging;

/// <summary>Merges a strategic merge patch into an object: kyaml's <c>merge2</c> over its <c>walk</c>, elements of the patch before the others of a list.</summary>
/// <remarks>The patch is taken apart: its nodes end in the object, its directives go. Not thread-safe.</remarks>
internal sealed partial class StrategicMerge(Budget budget)
{
    /// <summary>Merges; the object itself is changed.</summary>
    /// <returns>False where the patch deletes the object.</returns>
    /// <exception cref="KustomizeException">A field of the patch is of another kind than the object's, or a directive is unknown.</exception>
    public bool Apply(YamlNode patch, YamlNode target) => Walk(target, patch, schema: null).Node is not null;

    private Merged Walk(YamlNode? target, YamlNode? patch, MergeSchema? schema)
    {
        schema ??= OfObject(target) ?? OfObject(patch);
        YamlNodeKind kind = !NodeFields.IsMissingOrNull(target) ? target!.Kind : !NodeFields.IsMissingOrNull(patch) ? patch!.Kind : YamlNodeKind.Mapping;
        if (!NodeFields.IsMissingOrNull(target) || !NodeFields.IsMissingOrNull(patch))
        {
            NodeFields.ErrorIfInvalid(target, kind);
            NodeFields.ErrorIfInvalid(patch, kind);
        }

        return kind switch
        {
            YamlNodeKind.Mapping => WalkMap(target, patch, schema),
            YamlNodeKind.Sequence => new Merged(schema is { IsMerged: true } ? WalkList(target, patch, schema) : patch ?? target),
            _ => new Merged(patch ?? target),
        };
    }

    private static MergeSchema? OfObject(YamlNode? node)
    {
        if (node is not { Kind: YamlNodeKind.Mapping })
        {
            return null;
        }

        string kind = NodeFields.ValueOf(NodeFields.Field(node, "kind"));
        string apiVersion = NodeFields.ValueOf(NodeFields.Field(node, "apiVersion"));
        return kind.Length == 0 || apiVersion.Length == 0 ? null : MergeSchema.OfKind(apiVersion, kind);
    }

    private Merged WalkMap(YamlNode? target, YamlNode? patch, MergeSchema? schema)
    {
        CopyStyle(target, patch);
        Merged visited = VisitMap(target, patch);
        if (visited.Node is not { } merged)
        {
            return default;
        }

        foreach (string name in Names(merged, patch))
        {
            YamlNode? patched = NodeFields.Field(patch, name);
            Merged value = Walk(NodeFields.Field(merged, name), patched, schema?.Field(name));
            YamlNodeStyle keyStyle = value.Node is not null && ReferenceEquals(value.Node, patched) ? NodeFields.Key(patch, name)!.Style : YamlNodeStyle.None;
            NodeFields.Set(merged, name, value.Node, value.KeepsNull, keyStyle);
        }

        return visited;
    }

    private Merged VisitMap(YamlNode? target, YamlNode? patch)
    {
        if (NodeFields.IsMissingOrNull(target))
        {
            if (TryTakeDirective(patch) == PatchDirective.Delete)
            {
                return default;
            }

            return patch is null && target is { Value.Length: > 0 } ? new Merged(YamlNode.Scalar(target.Value, YamlTags.Null), KeepsNull: true) : new Merged(patch);
        }

        if (patch is { Tag: YamlTags.Null })
        {
            return default;
        }

        return PatchDirective.Take(patch, budget) switch
        {
            PatchDirective.Delete => default,
            PatchDirective.Replace => new Merged(patch),
            _ => new Merged(target),
        };
    }

    private string? TryTakeDirective(YamlNode? patch)
    {
        try
        {
            return PatchDirective.Take(patch, budget);
        }
        catch (KustomizeException)
        {
            return null;
        }
    }

    private static void CopyStyle(YamlNode? target, YamlNode? patch)
    {
        if (target is not null && patch is not null && target.Kind != YamlNodeKind.Scalar && target.Content.Count == 0)
        {
            target.Style = patch.Style;
        }
    }

    private static SortedSet<string> Names(YamlNode target, YamlNode? patch)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (YamlNode? node in (ReadOnlySpan<YamlNode?>)[target, patch])
        {
            if (node is not { Kind: YamlNodeKind.Mapping })
            {
                continue;
            }

            for (int index = 0; index + 1 < node.Content.Count; index += 2)
            {
                names.Add(node.Content[index].Value);
            }
        }

        return names;
    }
}
