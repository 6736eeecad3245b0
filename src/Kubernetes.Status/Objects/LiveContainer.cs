namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What is kept of a container's status.</summary>
public sealed record LiveContainer(string Name, ContainerRole Role)
{
    public int Restarts { get; init; }

    /// <summary>True while the container runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The kubelet calls it ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>How long after its start a failing readiness probe says nothing yet; null where it has no readiness probe.</summary>
    public TimeSpan? ReadinessGrace { get; init; }

    /// <summary>The reason for which it waits, such as <c>ImagePullBackOff</c>; null where it does not wait.</summary>
    public string? Waiting { get; init; }

    /// <summary>The text to <see cref="Waiting"/>, cut to <see cref="PodDecoder.MaxText"/> characters.</summary>
    public string? WaitingText { get; init; }

    public string Image { get; init; } = "";

    /// <summary>The last end of it that is known: of this run where it has ended, else of the run before; null before any.</summary>
    public ContainerExit? LastExit { get; init; }
}
