using System.Diagnostics.Metrics;

namespace Steersman.Operator.Notifications;

/// <summary>What became of events that were to be forwarded.</summary>
internal static class ForwardMetrics
{
    public const string MeterName = "Steersman.Operator.Notifications";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Forwarded = Meter.CreateCounter<long>("steersman_events_forwarded_total", description: "Events for the address of --events-addr by outcome: sent, repeated, dropped, limited or failed.");

    /// <summary>The address took it.</summary>
    public static void Sent() => Count("sent");

    /// <summary>The same was sent a moment ago.</summary>
    public static void Repeated() => Count("repeated");

    /// <summary>Too many waited.</summary>
    public static void Dropped() => Count("dropped");

    /// <summary>The address asked for fewer.</summary>
    public static void Limited() => Count("limited");

    /// <summary>The address refused it, or could not be reached.</summary>
    public static void Failed() => Count("failed");

    private static void Count(string outcome) => Forwarded.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
