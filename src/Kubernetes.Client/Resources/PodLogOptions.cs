namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Which part of a container's log is read.</summary>
/// <param name="Container">The container.</param>
public sealed record PodLogOptions(string Container)
{
    /// <summary>The last lines of the log.</summary>
    public int TailLines { get; init; } = 100;

    /// <summary>The most bytes that the server sends and that are read.</summary>
    public int LimitBytes { get; init; } = 64 * 1024;

    /// <summary>The run before the present one.</summary>
    public bool IsPrevious { get; init; }
}
