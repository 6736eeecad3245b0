namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Which changes to watch, and from when on.</summary>
public sealed record WatchOptions
{
    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>The version of a <em>list</em> or of the last event seen; never that of an item of a list, which is older.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>How long the server shall keep the watch open (whole seconds); null for a random time between 5 and 10 minutes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether objects keep <c>metadata.managedFields</c>.</summary>
    public bool ManagedFields { get; init; }
}
