namespace Steersman.Kustomize.Merging;

/// <summary>What kustomize's OpenAPI schema says of a field, as far as merges ask. Immutable.</summary>
/// <param name="Form">What the field holds.</param>
/// <param name="Type">Type of the object, of the mapping's values or of the list's elements; null where there is nothing to know of it.</param>
/// <param name="IsMerged">True for lists whose elements are merged, by <paramref name="Keys"/>.</param>
/// <param name="Keys">Fields that tell the elements of a merged list apart; none for sets of scalars.</param>
internal sealed record MergeSchema(MergeForm Form, string? Type, bool IsMerged, IReadOnlyList<string> Keys)
{
    private static readonly MergeSchema Opaque = new(MergeForm.Struct, null, IsMerged: false, []);

    /// <summary>The schema of a kind; null for one that kustomize does not know.</summary>
    public static MergeSchema? OfKind(string apiVersion, string kind) =>
        MergeTable.Instance.TypeOf(apiVersion, kind) is { } type ? new MergeSchema(MergeForm.Struct, type, IsMerged: false, []) : null;

    /// <summary>The schema of a field; null where nothing is known.</summary>
    public MergeSchema? Field(string name) => Form switch
    {
        MergeForm.List => null,
        MergeForm.Map => Typed,
        _ => Type is null ? null : MergeTable.Instance.Field(Type, name) ?? Opaque,
    };

    /// <summary>The schema of a list's elements; null where this is no list.</summary>
    public MergeSchema? Elements() => Form == MergeForm.List ? Typed : null;

    private MergeSchema Typed => Type is null ? Opaque : new MergeSchema(MergeForm.Struct, Type, IsMerged: false, []);
}
