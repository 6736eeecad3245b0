using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// Objects that others changed or deleted are looked at, and put back where the spec asks for it. It comes before source and values: what runs is put back also while
/// the source is down, and before a new revision is rolled out, since that applies only what it changes.
/// </summary>
internal sealed class DriftRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Drift is not { } drift)
        {
            return null;
        }

        if (drift.Due.Count > 0)
        {
            return new Decision(new Step.CheckDrift(drift.Due), seen.Release.CurrentStatus);
        }

        if (drift.Mode != DriftDetectionMode.Enabled)
        {
            return null;
        }

        DriftKey[] correctable = [.. drift.Drifted.Where(item => item.State != DriftState.Unknown && !(item.NotBefore > seen.Now)).Select(item => item.Key)];
        return correctable.Length == 0 ? null : new Decision(new Step.CorrectDrift(correctable), seen.Release.CurrentStatus);
    }
}
