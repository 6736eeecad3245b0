using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Ready follows the objects after the rollout: one that stays unavailable turns it to False, and back, without any operation.</summary>
internal static class Degradation
{
    /// <summary>The decision of a release that rests: the status as given, or degraded.</summary>
    public static Decision Follow(Observation seen, HelmReleaseStatus status, Notice? notice = null)
    {
        TimeSpan degradedAfter = seen.Release.Spec.Wait?.DegradedAfter ?? new WaitSpec().DegradedAfter;
        if (degradedAfter == TimeSpan.Zero || seen.Rollout?.UnavailableSince is not { } since)
        {
            return new Decision(null, status, null, notice);
        }

        DateTimeOffset due = since + degradedAfter;
        if (due > seen.Now)
        {
            return new Decision(null, status, due, notice);
        }

        string message = seen.Rollout.UnavailableMessage ?? "an object is unavailable";
        bool isKnown = seen.Release.CurrentStatus.Find(ConditionTypes.Ready)?.Reason == Reasons.Degraded;
        return new Decision(
            null,
            status.With(seen, ConditionTypes.Ready, StatusExtensions.False, Reasons.Degraded, message),
            null,
            isKnown ? notice : new Notice(IsWarning: true, Reasons.Degraded, message));
    }
}
