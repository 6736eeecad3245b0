namespace Steersman.Releases.Sources;

/// <summary>Where a chart is, whatever object says so. Two that are equal have the same text, which holds no secret.</summary>
public abstract record ChartLocation
{
    /// <summary>Namespace of the objects that are referred to.</summary>
    public required string Namespace { get; init; }

    /// <summary>Path of the fields that say it, such as <c>spec.source.http</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The object that says it, such as <c>HelmRepository flux-system/podinfo</c>; null for the HelmRelease itself.</summary>
    public string? Owner { get; init; }

    public ServerAccess Access { get; init; } = ServerAccess.Anonymous;

    public ValuesFileList ValuesFiles { get; init; } = new([], false);

    /// <summary>How often it is asked again; null where a watch tells of changes, or nothing can change.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>True for what other charts depend on: it may be a library.</summary>
    public bool MayBeLibrary { get; init; }

    /// <summary>What messages name.</summary>
    public string Title => Owner ?? Path;

    /// <summary>A field, as messages name it.</summary>
    public string Field(string name) => Owner is null ? $"{Path}.{name}" : $"{Path}.{name} of {Owner}";
}
