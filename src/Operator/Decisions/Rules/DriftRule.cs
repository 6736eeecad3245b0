using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// Objects that others changed or deleted are looked at, and put back where the spec asks for it. It comes before everything that makes revisions: what runs is put back also while
/// the source is down or a revision is held, and before a new one is rolled out, since that applies only what it changes.
/// </summary>
internal sealed class DriftRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.IsNamespaceMissing || seen.Drift is not { } drift)
        {
            return null;
        }

        if (drift.Due.Count > 0)
        {
            return new Decision(new Step.CheckDrift(drift.Due), seen.Release.CurrentStatus);
        }

        DriftKey[] correctable = drift.Mode != DriftDetectionMode.Enabled ? [] : [.. drift.Drifted.Where(item => item.State != DriftState.Unknown && !(item.NotBefore > seen.Now)).Select(item => item.Key)];
        if (correctable.Length > 0)
        {
            return new Decision(new Step.CorrectDrift(correctable), seen.Release.CurrentStatus);
        }

        // A namespace that was made anew has its objects again, by us or by a restored backup.
        return seen.IsNamespaceReplaced && drift.Drifted.All(item => item.State != DriftState.Removed)
            ? new Decision(new Step.RecordNamespace(), seen.Release.CurrentStatus)
            : null;
    }
}
