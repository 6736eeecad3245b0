namespace Steersman.Operator.Notifications;

/// <summary>How events are forwarded.</summary>
internal sealed record EventForwarderOptions
{
    /// <summary>Where events are posted to.</summary>
    public required Uri Address { get; init; }

    /// <summary>How many events may wait; more are dropped.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>How long an answer is awaited (Flux: 5 s).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an event is tried (Flux: 5 times).</summary>
    public int Tries { get; init; } = 5;

    /// <summary>Pause before the second try; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An event that was sent is not sent again for so long (notification-controller's own interval).</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many sent events are remembered.</summary>
    public int MaxRemembered { get; init; } = 4096;
}
