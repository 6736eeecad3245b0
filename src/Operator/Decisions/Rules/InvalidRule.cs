using Steersman.Operator.Decisions.Reporting;

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

        return seen.SpecError is { } error ? Stall(seen, error.Reason, error.Message) : null;
    }

    private static Decision Stall(Observation seen, string reason, string message) =>
        new(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, reason, message), null, new Notice(IsWarning: true, reason, message));
}
