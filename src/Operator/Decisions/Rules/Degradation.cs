using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Drift;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Ready follows the objects after the rollout: one that stays unavailable turns it to False, and back, without any operation.</summary>
internal static class Degradation
{
    // Nobody puts objects back unasked.
    private const string WayBack = "set spec.driftDetection.mode to enabled, or ask for an upgrade by the annotation forceAt";

    /// <summary>The decision of a release that rests: the status as given, or degraded.</summary>
    public static Decision Follow(Observation seen, HelmReleaseStatus status, Notice? notice = null)
    {
        if (NamespaceReplaced(seen, status) is { } replaced)
        {
            return replaced;
        }

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
        if (seen.Rollout.IsMissing && seen.Release.Spec.DriftDetection?.Mode != DriftDetectionMode.Enabled)
        {
            message = $"{message}: {WayBack}";
        }

        bool isKnown = seen.Release.CurrentStatus.Find(ConditionTypes.Ready)?.Reason == Reasons.Degraded;
        return new Decision(
            null,
            status.With(seen, ConditionTypes.Ready, StatusExtensions.False, Reasons.Degraded, message),
            null,
            isKnown ? notice : new Notice(IsWarning: true, Reasons.Degraded, message));
    }

    // Where drift is corrected this does not last.
    private static Decision? NamespaceReplaced(Observation seen, HelmReleaseStatus status)
    {
        if (!seen.IsNamespaceReplaced || seen.Drift is not { } drift || drift.Drifted.All(item => item.State != DriftState.Removed))
        {
            return null;
        }

        string message = $"namespace {seen.Release.ReleaseNamespace} was deleted and made anew, and objects went with it: {WayBack}\n{DriftStatus.List([.. drift.Drifted])}";
        return new Decision(null, status.With(seen, ConditionTypes.Ready, StatusExtensions.False, Reasons.NamespaceReplaced, message), null, new Notice(IsWarning: true, Reasons.NamespaceReplaced, message));
    }
}
