using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;

namespace Steersman.Operator.Reconciling;

/// <summary>The tracker's state as the rules see it. Its clock is no wall clock; times are moved over to ours.</summary>
internal static class RolloutViews
{
    public static RolloutView Of(RolloutState state, Cause? confirmed, DateTimeOffset trackerNow, DateTimeOffset now)
    {
        TimeSpan shift = now - trackerNow;

        // What fresh reads show of the object counts, also where the watch shows another cause of it by now.
        bool isConfirmed = state.Failure is { } cause && confirmed is not null && confirmed.Object == cause.Object;
        UnavailableObject? unavailable = state.Unavailable.IsDefaultOrEmpty ? null : state.Unavailable[0];
        return new RolloutView
        {
            IsReady = state.IsReady,
            Ready = state.Ready,
            Total = state.Total,
            Progress = [.. state.Progress.Select(item => Item(item, shift))],
            Failure = isConfirmed ? Failure(confirmed!, shift) : null,
            ReadySince = state.ReadySince + shift,
            IsReadyEnough = state.HoldsOnlyIgnored,
            Others = [.. state.Others.Where(other => other.Object != state.Failure?.Object).Select(other => other.Summary).Distinct()],
            Remarks = state.Remarks,
            NeedsConfirmation = state.Failure is not null && !isConfirmed,
            NextCheckAt = state.NextCheckAt + shift,
            OldPods = state.OldPods,
            UnavailableSince = unavailable?.Since + shift,
            UnavailableMessage = unavailable is null ? null : $"{unavailable.Object.Display}: {unavailable.Message}",
            IsMissing = unavailable is { IsMissing: true },
        };
    }

    /// <summary>The view of an uninstall: ready is what is gone.</summary>
    public static RolloutView OfDeletion(RolloutState state, DateTimeOffset trackerNow, DateTimeOffset now) => new()
    {
        IsReady = state.IsSynced && state.Missing == state.Total,
        Ready = state.Missing,
        Total = state.Total,
        Progress = [.. state.Progress.Where(item => item.State != ReadinessState.Missing).Select(item => Item(item, now - trackerNow))],
        NextCheckAt = null,
    };

    private static Api.V1.ProgressItem Item(Kubernetes.Status.Rollouts.ProgressItem item, TimeSpan shift) => new()
    {
        Object = item.Object.Display,
        Status = item.State.ToString(),
        Reason = item.Reason,
        Message = item.Message,
        Since = item.Since + shift,
    };

    private static FailureStatus Failure(Cause cause, TimeSpan shift) => new()
    {
        Code = cause.Code.ToString(),
        Object = cause.Object,
        Pod = cause.Pod,
        Container = cause.Container,
        Reason = cause.Reason,
        ExitCode = cause.ExitCode,
        Restarts = cause.Restarts,
        Message = cause.Summary,
        FirstSeen = cause.FirstSeen + shift,
    };
}
