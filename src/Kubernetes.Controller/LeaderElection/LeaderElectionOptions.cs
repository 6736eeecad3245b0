namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>The times of a leader election; the defaults are client-go's.</summary>
public sealed record LeaderElectionOptions
{
    /// <summary>How long others wait, after the last renewal they saw, before they take the lease; whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader goes on without a successful renewal before it gives up.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two tries.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">LeaseDuration &gt; RenewDeadline &gt; 1.2 × RetryPeriod does not hold.</exception>
    internal static void Validate(LeaderElectionOptions options)
    {
        if (options.LeaseDuration < TimeSpan.FromSeconds(1) || options.LeaseDuration <= options.RenewDeadline)
        {
            throw new ArgumentException($"the lease duration ({options.LeaseDuration}) must be longer than the renew deadline ({options.RenewDeadline}), and at least 1 s", nameof(options));
        }

        if (options.RetryPeriod <= TimeSpan.Zero || options.RenewDeadline <= options.RetryPeriod * 1.2)
        {
            throw new ArgumentException($"the renew deadline ({options.RenewDeadline}) must be longer than 1.2 times the retry period ({options.RetryPeriod})", nameof(options));
        }
    }
}
