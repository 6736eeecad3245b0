using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The desired state is what runs.</summary>
internal sealed class SettledRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.History.Newest is not { } newest)
        {
            return new Decision(null, seen.Release.CurrentStatus);
        }

        if (seen is { Release.Spec.Test.Enable: true, Desired: { } desired } && newest.Operation is { Tests: null })
        {
            return new Decision(new Step.BeginTests(newest.Revision, desired), seen.Release.CurrentStatus);
        }

        return Degradation.Follow(seen, TestVerdict.Settled(Settled(seen, newest), seen, newest));
    }

    private static HelmReleaseStatus Settled(Observation seen, RevisionSummary newest)
    {
        OperationType type = newest.Operation?.Type == OperationType.Install ? OperationType.Install : OperationType.Upgrade;
        string message = $"Helm {ReleaseNames.Verb(type)} succeeded for release {ReleaseNames.Full(seen, newest.Revision)} with chart {ReleaseNames.Chart(newest.Chart)}{ReleaseNames.Left(newest.Operation)}";
        string reason = ReleaseNames.Succeeded(type);
        if (newest.Operation?.RecoveredFrom is { } failure)
        {
            reason = Reasons.Recovered;
            message = $"{message}, after it had failed: {failure}";
        }

        string ready = seen.Rollout is { Remarks: { Count: > 0 } remarks } ? $"{message}; {string.Join("; ", remarks)}" : message;
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen).TryHandled(seen);
        return (status with { Operation = null, Progress = null, Failure = null, Rejected = null, Failures = null, NextRetryAt = null })
            .Without(ConditionTypes.Reconciling)
            .Without(ConditionTypes.Stalled)
            .Without(ConditionTypes.Remediated)
            .With(seen, ConditionTypes.Released, StatusExtensions.True, ReleaseNames.Succeeded(type), message)
            .With(seen, ConditionTypes.Ready, StatusExtensions.True, reason, ready);
    }
}
