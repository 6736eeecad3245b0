using Steersman.Kustomize.Nodes;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Merging;

/// <summary>The directives <c>$patch</c> of strategic merge patches (merge2's <c>smpdirective.go</c>).</summary>
internal static class PatchDirective
{
    public const string Delete = "delete";
    public const string Replace = "replace";
    public const string Merge = "merge";

    private const string Field = "$patch";

    /// <summary>Reads the directive of a patch and takes it out of it; <see cref="Merge"/> where there is none.</summary>
    /// <exception cref="KustomizeException">The directive is unknown, or the patch is a scalar.</exception>
    public static string Take(YamlNode? patch, Budget budget)
    {
        switch (patch?.Kind)
        {
            case null:
                return Merge;
            case YamlNodeKind.Mapping:
                return NodeFields.Field(patch, Field) is { } value ? Known(value.Value, () => NodeFields.Clear(patch, Field)) : Merge;
            case YamlNodeKind.Sequence:
                YamlNode? element = patch.Content.Find(item => NodeFields.Field(item, Field) is not null);
                return element is { Content.Count: <= 2 } ? Known(NodeFields.Field(element, Field)!.Value, () => TakeOut(patch, element, budget)) : Merge;
            default:
                string tag = patch.Tag.Length > 0 ? patch.Tag : YamlTags.OfPlain(patch.Value);
                throw new KustomizeException($"no implemented strategic merge patch strategy for '{tag}' ('{YamlNodeWriter.Write(patch)}')", $"no implemented strategic merge patch strategy for '{tag}'");
        }
    }

    private static void TakeOut(YamlNode patch, YamlNode element, Budget budget) => AssociativeList.Set(patch, null, [Field], [NodeFields.Field(element, Field)!.Value], budget);

    private static string Known(string directive, Action takeOut)
    {
        if (directive is not (Delete or Replace or Merge))
        {
            throw new KustomizeException($"unknown patch strategy '{directive}'");
        }

        takeOut();
        return directive;
    }
}
