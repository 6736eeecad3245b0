using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How readiness is judged.</summary>
public sealed record WaitStrategy
{
    [Description("poller: objects are followed by watches, and healthCheckExprs count. legacy: the same without healthCheckExprs, as Helm 3 knows none. Neither asks the server at intervals.")]
    public required WaitStrategyName Name { get; init; }
}
