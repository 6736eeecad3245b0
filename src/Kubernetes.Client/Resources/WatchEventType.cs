namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What happened to an object; errors of a watch are exceptions, not events.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing happened up to this resource version.</summary>
    Bookmark,
}
