using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What was seen of one container since the baseline; waiting reasons come and go, so they are remembered here.</summary>
internal sealed class ContainerEvidence(int baselineRestarts)
{
    private string? _waiting;

    /// <summary>Restarts since the baseline at the last look.</summary>
    public int Restarts { get; private set; }

    /// <summary>Pulls that were seen to fail, each a new ErrImagePull.</summary>
    public int PullFailures { get; private set; }

    /// <summary>The text of the last pull that failed; ImagePullBackOff often says nothing.</summary>
    public string? PullText { get; private set; }

    public DateTimeOffset? PullFirstSeen { get; private set; }

    public DateTimeOffset? InvalidImageFirstSeen { get; private set; }

    public DateTimeOffset? ConfigFirstSeen { get; private set; }

    /// <summary>The text of the last CreateContainerConfigError or CreateContainerError.</summary>
    public string? ConfigText { get; private set; }

    /// <summary>When the first end since the baseline was seen, whatever its exit code.</summary>
    public DateTimeOffset? EndFirstSeen { get; private set; }

    /// <summary>When the first bad end since the baseline was seen.</summary>
    public DateTimeOffset? CrashFirstSeen { get; private set; }

    /// <summary>The text of a RunContainerError.</summary>
    public string? RunText { get; private set; }

    /// <summary>Since when it has been seen to run without being ready; null while it does not, or has no readiness probe.</summary>
    public DateTimeOffset? UnreadySince { get; private set; }

    public void Observe(LiveContainer container, DateTimeOffset now)
    {
        Restarts = Math.Max(0, container.Restarts - baselineRestarts);
        ObservePull(container, now);
        ObserveConfig(container, now);
        UnreadySince = container is { IsRunning: true, IsReady: false, ReadinessGrace: not null } ? UnreadySince ?? now : null;
        bool hasEnded = Restarts > 0 || (baselineRestarts == 0 && container.LastExit is not null);
        EndFirstSeen = hasEnded ? EndFirstSeen ?? now : null;
        if (hasEnded && container.LastExit is { Code: not 0 })
        {
            CrashFirstSeen ??= now;
        }

        if (container.Waiting is "RunContainerError")
        {
            CrashFirstSeen ??= now;
            RunText = container.WaitingText ?? RunText;
        }

        _waiting = container.Waiting;
    }

    private void ObservePull(LiveContainer container, DateTimeOffset now)
    {
        switch (container.Waiting)
        {
            case "InvalidImageName" or "ErrImageNeverPull":
                InvalidImageFirstSeen ??= now;
                break;
            case "ErrImagePull" or "ImageInspectError" or "RegistryUnavailable":
                PullFirstSeen ??= now;
                PullText = container.WaitingText ?? PullText;
                PullFailures += _waiting == container.Waiting ? 0 : 1;
                break;
            case "ImagePullBackOff":
                // The kubelet may be quicker than the watch: the back-off follows a failure that was not seen.
                PullFirstSeen ??= now;
                PullFailures = Math.Max(PullFailures, 1);
                PullText ??= container.WaitingText;
                break;
            default:
                if (container.IsRunning || container.LastExit is not null)
                {
                    PullFirstSeen = null;
                    InvalidImageFirstSeen = null;
                    PullFailures = 0;
                    PullText = null;
                }

                break;
        }
    }

    private void ObserveConfig(LiveContainer container, DateTimeOffset now)
    {
        if (container.Waiting is "CreateContainerConfigError" or "CreateContainerError")
        {
            ConfigFirstSeen ??= now;
            ConfigText = container.WaitingText ?? ConfigText;
        }
        else if (container.IsRunning)
        {
            ConfigFirstSeen = null;
            ConfigText = null;
        }
    }
}
