namespace Steersman.Helm.Manifests;

/// <summary>What Helm reads of a document (its <c>SimpleHead</c>).</summary>
public sealed record ManifestHead
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>False where the document has no metadata at all.</summary>
    public bool HasMetadata { get; init; }

    /// <summary>metadata.name.</summary>
    public string Name { get; init; } = "";

    /// <summary>metadata.annotations; null where there are none.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
