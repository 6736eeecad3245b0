using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The desired state is what runs. Ready follows the objects: one that stays unavailable turns it to False, and back.</summary>
internal sealed class SettledRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.History.Newest is not { } newest)
        {
            return new Decision(null, seen.Release.CurrentStatus);
        }

        HelmReleaseStatus status = Settled(seen, newest);
        TimeSpan degradedAfter = seen.Release.Spec.Wait?.DegradedAfter ?? new WaitSpec().DegradedAfter;
        if (degradedAfter == TimeSpan.Zero || seen.Rollout?.UnavailableSince is not { } since)
        {
            return new Decision(null, status);
        }

        DateTimeOffset due = since + degradedAfter;
        if (due > seen.Now)
        {
            return new Decision(null, status, due);
        }

        string message = seen.Rollout.UnavailableMessage ?? "an object is unavailable";
        Notice? notice = seen.Release.CurrentStatus.Find(ConditionTypes.Ready)?.Reason == Reasons.Degraded ? null : new Notice(IsWarning: true, Reasons.Degraded, message);
        return new Decision(null, status.With(seen, ConditionTypes.Ready, StatusExtensions.False, Reasons.Degraded, message), null, notice);
    }

    private static HelmReleaseStatus Settled(Observation seen, RevisionSummary newest)
    {
        OperationType type = newest.Operation?.Type == OperationType.Install ? OperationType.Install : OperationType.Upgrade;
        string message = $"Helm {ReleaseNames.Verb(type)} succeeded for release {ReleaseNames.Full(seen, newest.Revision)} with chart {ReleaseNames.Chart(newest.Chart)}";
        string ready = seen.Rollout is { Remarks: { Count: > 0 } remarks } ? $"{message}; {string.Join("; ", remarks)}" : message;
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen);
        return (status with { Operation = null, Progress = null, Failure = null, Rejected = null, Failures = null, NextRetryAt = null })
            .Without(ConditionTypes.Reconciling)
            .Without(ConditionTypes.Stalled)
            .Without(ConditionTypes.Remediated)
            .With(seen, ConditionTypes.Released, StatusExtensions.True, ReleaseNames.Succeeded(type), message)
            .With(seen, ConditionTypes.Ready, StatusExtensions.True, ReleaseNames.Succeeded(type), ready);
    }
}
