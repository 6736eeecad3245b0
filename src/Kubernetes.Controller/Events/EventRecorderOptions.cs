namespace Steersman.Kubernetes.Controller.Events;

/// <summary>How events are sent.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Who reports, such as <c>steersman.dev/helm-controller</c>.</summary>
    public required string Controller { get; init; }

    /// <summary>Which instance of it: the pod, as a rule.</summary>
    public required string Instance { get; init; }

    /// <summary>How many events may wait to be sent; more are dropped.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>An event that was not repeated for so long is a new one when it comes again (client-go: 6 min).</summary>
    public TimeSpan SeriesTimeout { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Of a series at most one update in this time is sent; those between are counted.</summary>
    public TimeSpan SeriesInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many events are remembered to recognise repeats.</summary>
    public int MaxRemembered { get; init; } = 4096;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
