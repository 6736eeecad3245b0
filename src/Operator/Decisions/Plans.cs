using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Decisions.Rules;
using Steersman.Operator.Decisions.Windows;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>Changes that may have to wait: for their approval, or for a window.</summary>
internal static class Plans
{
    private static readonly PlanRule Rule = new();

    /// <summary>True where the spec lets changes wait.</summary>
    public static bool AreAsked(HelmReleaseSpec spec) => spec.Approval == ApprovalMode.Manual || spec.UpdateWindows is { Count: > 0 };

    /// <summary>True where what is asked for may not be rolled out yet.</summary>
    public static bool HoldBack(Observation seen) => Rule.Decide(seen) is not null;

    /// <summary>Digest of a plan: over everything that may change the outcome, and over the revision that it follows; no rendered text and no time.</summary>
    public static string Digest(Observation seen, DesiredState desired)
    {
        RevisionSummary? newest = seen.History.Newest;
        string text = string.Create(CultureInfo.InvariantCulture, $"{desired.Attempt}\n{newest?.Revision}\n{newest?.Operation?.Inputs}");
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    /// <summary>
    /// True where the desired state was begun before: it was approved then, or needed no approval. What comes of that without a change of it (retries, what others changed or removed) is
    /// no new change.
    /// </summary>
    public static bool IsBegun(Observation seen, DesiredState desired) => seen.Release.CurrentStatus.LastAttemptedDigest == desired.Attempt
        || (seen.History.Newest?.Operation is { } record && (record.Rejected ?? record.Attempt) == desired.Attempt);

    /// <summary>True where the plan of that digest is approved: now, or while it waits for a window.</summary>
    public static bool IsApproved(Observation seen, string digest) =>
        seen.Release.ApproveRequest == digest || (seen.Release.CurrentStatus.Plan is { Approved: true } plan && plan.Digest == digest);

    /// <summary>The window that holds for the release now. The annotation forceAt opens one, and a release that was begun and is not there does not wait for one.</summary>
    public static WindowState Window(Observation seen, DesiredState desired) => Commands.IsForced(seen) || (RolloutRule.IsInstall(seen.History) && IsBegun(seen, desired))
        ? WindowState.Open
        : UpdateWindowList.At(seen.Release.Spec.UpdateWindows, seen.Now);

    /// <summary>Takes a plan and a window out of the status that nothing waits for any more.</summary>
    public static Decision Tidy(Observation seen, Decision decision)
    {
        HelmReleaseStatus status = decision.Status;
        bool isAwaited = status.Find(ConditionTypes.Reconciling) is { Reason: Reasons.AwaitingApproval or Reasons.AwaitingWindow };
        if (status.NextWindowAt is not null && !isAwaited)
        {
            status = status with { NextWindowAt = null };
        }

        bool isOver = seen.Release.Spec.RollbackTo is not null || !AreAsked(seen.Release.Spec) || (seen.Desired is { } desired && status.Plan?.Digest != Digest(seen, desired));
        if (status.Plan is not null && isOver)
        {
            status = status with { Plan = null };
        }

        return ReferenceEquals(status, decision.Status) ? decision : decision with { Status = status };
    }
}
