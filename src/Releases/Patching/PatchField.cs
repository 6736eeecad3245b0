namespace Steersman.Releases.Patching;

/// <summary>What strategic merge patches know of one field.</summary>
/// <param name="Form">What the field holds.</param>
/// <param name="Type">Type of the object, or of the list's elements; null where there is nothing to know of it.</param>
/// <param name="Strategy">The tag <c>patchStrategy</c>; null where there is none.</param>
/// <param name="MergeKey">The tag <c>patchMergeKey</c>; null where there is none: a merged list is then a set of scalars.</param>
internal sealed record PatchField(FieldForm Form, string? Type, string? Strategy, string? MergeKey)
{
    /// <summary>True where a merged list's elements, or the object, lose every field that the patch does not name.</summary>
    public bool RetainsKeys => Strategy is "retainKeys" or "merge,retainKeys";

    /// <summary>True for lists whose elements are merged.</summary>
    public bool IsMerged => Strategy is "merge" or "merge,retainKeys";

    /// <summary>True for objects that are replaced as a whole.</summary>
    public bool IsReplaced => Strategy == "replace";
}
