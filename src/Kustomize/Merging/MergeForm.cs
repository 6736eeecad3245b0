namespace Steersman.Kustomize.Merging;

/// <summary>What a field holds, as far as merges ask.</summary>
internal enum MergeForm
{
    /// <summary>An object with fields of its own.</summary>
    Struct,

    /// <summary>A mapping whose values are all alike.</summary>
    Map,
    List,
}
