namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What a deletion did.</summary>
public enum DeleteOutcome
{
    /// <summary>There was no such object.</summary>
    NotFound,

    /// <summary>The object is gone.</summary>
    Deleted,

    /// <summary>The object is going: it waits for finalizers, its grace period or its dependents.</summary>
    Terminating,
}
