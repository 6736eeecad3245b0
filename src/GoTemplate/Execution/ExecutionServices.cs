namespace Steersman.GoTemplate.Execution;

/// <summary>What an execution takes from outside: clock, randomness, zone, limits, cancellation, and the state of whoever renders.</summary>
public sealed record ExecutionServices
{
    /// <summary>The system's clock and randomness, UTC, the default limits.</summary>
    public static ExecutionServices Default { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fills a span with random bytes fit for keys and passwords.</summary>
    public RandomSource Random { get; init; } = System.Security.Cryptography.RandomNumberGenerator.Fill;

    /// <summary>Go's <c>time.Local</c>.</summary>
    public TimeZoneInfo LocalZone { get; init; } = TimeZoneInfo.Utc;

    public ExecutionLimits Limits { get; init; } = ExecutionLimits.Default;

    public CancellationToken Cancellation { get; init; }

    /// <summary>What the functions of the renderer keep between calls; the engine's own business.</summary>
    public object? State { get; init; }
}

/// <summary>Fills <paramref name="target"/> with random bytes.</summary>
public delegate void RandomSource(Span<byte> target);
