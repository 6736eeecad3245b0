namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Whether objects of a kind live in namespaces.</summary>
public enum ResourceScope
{
    Namespaced,
    Cluster,
}
