namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What a container is in its pod; a sidecar is an init container that runs on (restartPolicy Always).</summary>
public enum ContainerRole
{
    Main,
    Init,
    Sidecar,
}
