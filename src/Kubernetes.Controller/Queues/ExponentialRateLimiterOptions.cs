namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>The figures of an <see cref="ExponentialRateLimiter{TKey}"/>; the defaults are client-go's.</summary>
public sealed record ExponentialRateLimiterOptions
{
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(1000);

    /// <summary>How many failures a second all keys together may have tried again.</summary>
    public double TokensPerSecond { get; init; } = 10;

    public int Burst { get; init; } = 100;
}
