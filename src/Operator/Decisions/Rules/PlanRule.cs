using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Decisions.Windows;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// A change waits for its approval (<c>spec.approval: Manual</c>) and for a window (<c>spec.updateWindows</c>). It is rendered, judged by the server and told in the status; nothing is written
/// to the cluster. Rollbacks, corrections of drift and the deletion have rules before this one, and operations under way go on.
/// </summary>
internal sealed class PlanRule : IDecisionRule
{
    private static readonly MoveRule Move = new();
    private static readonly RolloutRule Rollout = new();

    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || !Plans.AreAsked(seen.Release.Spec) || seen.Desired is not { } desired
            || (Move.Decide(seen) ?? Rollout.Decide(seen)) is not { Step: { } change and (Step.PrepareRevision or Step.PrepareMove) })
        {
            return null;
        }

        bool isBegun = Plans.IsBegun(seen, desired);
        string digest = Plans.Digest(seen, desired);
        WindowState window = Plans.Window(seen, desired);
        bool isApproved = seen.Release.Spec.Approval != ApprovalMode.Manual || isBegun || Plans.IsApproved(seen, digest);
        if (isApproved && window.IsOpen)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        if (isBegun)
        {
            return Rest(seen, TriedAgain(seen, window), window, null);
        }

        PlanStatus? told = status.Plan?.Digest == digest ? status.Plan : null;
        PlanStatus? made = seen.Plan?.Digest == digest ? seen.Plan : told;
        bool isAsked = seen.Release.RequestedAt is { } token && token != status.LastHandledReconcileAt;
        if (made is null || isAsked)
        {
            return new Decision(new Step.MakePlan(change, digest), status with { LastHandledReconcileAt = seen.Release.RequestedAt ?? status.LastHandledReconcileAt });
        }

        string? request = seen.Release.ApproveRequest;
        bool isNew = request is not null && request != status.LastHandledApprove;
        PlanStatus plan = made with
        {
            Approved = isApproved && seen.Release.Spec.Approval == ApprovalMode.Manual ? true : null,
            IgnoredApproval = isApproved ? null : isNew ? Cut(request!) : told?.IgnoredApproval == Cut(request ?? "") ? told.IgnoredApproval : null,
        };
        string message = Message(seen, desired, plan, isApproved, window);
        string reason = isApproved ? Reasons.AwaitingWindow : Reasons.AwaitingApproval;
        Notice notice = isNew && !isApproved
            ? new Notice(IsWarning: true, Reasons.ApprovalIgnored, $"annotation {Api.WellKnown.Approve}: \"{plan.IgnoredApproval}\" has no effect: the plan is {digest}; look at status.plan and approve that")
            : new Notice(IsWarning: false, reason, message);
        return Rest(seen, Awaited(seen, desired, plan, reason, message), window, notice);
    }

    private static HelmReleaseStatus Awaited(Observation seen, DesiredState desired, PlanStatus plan, string reason, string message)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen);
        if (status.Rejected?.Digest == desired.Attempt)
        {
            // It was refused before, and is not any more.
            status = (status with { Rejected = null, Failure = null, NextRetryAt = null }).Without(ConditionTypes.Released);
        }

        return (status with { Operation = null, Progress = null, Plan = plan, LastHandledApprove = seen.Release.ApproveRequest ?? status.LastHandledApprove })
            .Without(ConditionTypes.Stalled)
            .With(seen, ConditionTypes.Reconciling, StatusExtensions.True, reason, message)
            .With(seen, ConditionTypes.Ready, StatusExtensions.Unknown, reason, message);
    }

    // What failed stays in Ready's message.
    private static HelmReleaseStatus TriedAgain(Observation seen, WindowState window)
    {
        string message = $"rolled out in the update window that opens at {Time(window)}";
        HelmReleaseStatus status = (seen.Release.CurrentStatus.Judged(seen) with { NextRetryAt = null })
            .Without(ConditionTypes.Stalled)
            .With(seen, ConditionTypes.Reconciling, StatusExtensions.True, Reasons.AwaitingWindow, message);
        return status.Find(ConditionTypes.Ready) is { Status: StatusExtensions.False } ? status : status.With(seen, ConditionTypes.Ready, StatusExtensions.Unknown, Reasons.AwaitingWindow, message);
    }

    private static Decision Rest(Observation seen, HelmReleaseStatus status, WindowState window, Notice? notice)
    {
        status = status with { NextWindowAt = window.OpensAt };
        Decision decision = seen.History.Newest is { Status: ReleaseStatus.Deployed } ? Degradation.Follow(seen, status, notice) : new Decision(null, status, null, notice);
        DateTimeOffset? undone = RemediationRule.Remedy(seen)?.WakeAt;
        return decision with { WakeAt = Earlier(Earlier(decision.WakeAt, window.OpensAt), undone) };
    }

    private static string Message(Observation seen, DesiredState desired, PlanStatus plan, bool isApproved, WindowState window)
    {
        string findings = plan.Findings is { Count: > 0 } found ? $", {found.Count} finding{(found.Count == 1 ? "" : "s")}" : "";
        string what = $"{ReleaseNames.Verb(plan.Type)} of {ReleaseNames.Short(seen)} with chart {ReleaseNames.Chart(desired.Chart)} ({plan.Added} added, {plan.Changed} changed, {plan.Removed} removed{findings})";
        if (isApproved)
        {
            return $"{what} waits for the update window that opens at {Time(window)}";
        }

        string ignored = plan.IgnoredApproval is { } token ? $"; the annotation names {token}, which is another plan" : "";
        string then = window.IsOpen ? "" : $"; then it waits for the update window that opens at {Time(window)}";
        return $"{what} awaits approval: look at status.plan and set the annotation {Api.WellKnown.Approve}: {plan.Digest}{ignored}{then}";
    }

    private static string Time(WindowState window) => window.OpensAt is { } at ? $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" : "no time";

    private static string Cut(string token) => token.Length <= 80 ? token : string.Concat(token.AsSpan(0, 79), "…");

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
