namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Which objects to list, and how fresh.</summary>
public sealed record ListOptions
{
    /// <summary>Everything, as fresh as etcd is, in one page.</summary>
    public static ListOptions All { get; } = new();

    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>At most so many objects a page; null for one page with all.</summary>
    public int? Limit { get; init; }

    /// <summary>From the page before; goes with the same selectors and limit, and no resource version.</summary>
    public string? Continue { get; init; }

    /// <summary>Null for the newest state (a quorum read); <c>0</c> for whatever the server has in memory.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary><c>Exact</c> or <c>NotOlderThan</c>; null leaves the server its default.</summary>
    public string? ResourceVersionMatch { get; init; }

    /// <summary>Whether objects keep <c>metadata.managedFields</c>; off by default, it is often half of an object.</summary>
    public bool ManagedFields { get; init; }
}
