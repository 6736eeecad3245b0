using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A spec that is wrong in itself is not tried.</summary>
internal sealed class InvalidRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted)
        {
            return null;
        }

        if (seen.SpecError is { } error)
        {
            return Stall(seen, error.Reason, error.Message);
        }

        return seen.Release.Spec is { Chart: not null } or { ChartRef: not null }
            ? Stall(seen, Reasons.SourceNotSupported, $"spec.{(seen.Release.Spec.Chart is null ? "chartRef" : "chart")} is not supported yet: name the chart by spec.source")
            : null;
    }

    private static Decision Stall(Observation seen, string reason, string message) =>
        new(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, reason, message), null, new Notice(IsWarning: true, reason, message));
}
