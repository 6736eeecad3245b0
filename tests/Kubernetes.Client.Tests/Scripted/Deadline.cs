namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>How long a test waits for what must happen before it fails.</summary>
public static class Deadline
{
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(20);

    /// <summary>What a test gives where it never cancels.</summary>
    public static CancellationToken None => CancellationToken.None;
}
