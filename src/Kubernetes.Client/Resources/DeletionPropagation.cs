namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What becomes of the objects that the deleted one owns.</summary>
public enum DeletionPropagation
{
    Background,
    Foreground,
    Orphan,
}
