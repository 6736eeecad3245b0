namespace Steersman.Kubernetes.Client.Resources;

/// <summary>How a deletion is done.</summary>
public sealed record DeleteOptions
{
    public static DeleteOptions Default { get; } = new();

    /// <summary>Null leaves the kind its default.</summary>
    public DeletionPropagation? Propagation { get; init; }

    /// <summary>Deletes only the object with this UID: another of the same name is a conflict.</summary>
    public string? Uid { get; init; }

    /// <summary>Deletes only this version of the object: a newer one is a conflict.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Null leaves the kind its default; 0 deletes at once.</summary>
    public long? GracePeriodSeconds { get; init; }

    public bool DryRun { get; init; }
}
