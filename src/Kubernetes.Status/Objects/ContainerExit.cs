namespace Steersman.Kubernetes.Status.Objects;

/// <summary>How a container ended; <c>FinishedAt</c> is the node's time.</summary>
public sealed record ContainerExit(int Code, string Reason, DateTimeOffset? FinishedAt)
{
    /// <summary>What the kernel says of a program for another processor, or of a script without an interpreter.</summary>
    internal const string WrongFormat = "exec format error";

    /// <summary>The runtime's text where it could not start the process at all, or <see cref="WrongFormat"/>; null else: the process' own last words may hold anything.</summary>
    public string? Text { get; init; }
}
