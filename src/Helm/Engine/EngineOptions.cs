using Steersman.GoTemplate.Execution;

namespace Steersman.Helm.Engine;

/// <summary>How a chart is rendered.</summary>
public sealed record EngineOptions
{
    public static EngineOptions Default { get; } = new();

    /// <summary>True where a missing map key is an error; no command of Helm's sets it.</summary>
    public bool Strict { get; init; }

    /// <summary>What <c>lookup</c> asks; null without a cluster: then it finds nothing.</summary>
    public ILookup? Lookup { get; init; }

    /// <summary>Clock, randomness, local zone, limits, cancellation.</summary>
    public ExecutionServices Services { get; init; } = ExecutionServices.Default;
}
