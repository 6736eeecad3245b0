using System.Globalization;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>What annotations ask for, once for each token. Handled tokens are echoed in the status, and stand in the record of the revision that they led to.</summary>
internal static class Commands
{
    /// <summary>True where one install or upgrade is asked for whatever the state: the token equals that of requestedAt, and is new (Flux's rule).</summary>
    public static bool IsForced(Observation seen) => IsNew(seen, seen.Release.ForceAt, seen.Release.CurrentStatus.LastHandledForceAt);

    /// <summary>True where failures are to be forgotten, by the same rule.</summary>
    public static bool IsReset(Observation seen) => IsNew(seen, seen.Release.ResetAt, seen.Release.CurrentStatus.LastHandledResetAt);

    /// <summary>True where a state that was given up is to be tried once more.</summary>
    public static bool IsTryAsked(Observation seen) => IsForced(seen) || IsReset(seen);

    /// <summary>True where a pending revision of somebody else is to be taken as failed now.</summary>
    public static bool IsUnlocked(Observation seen) => seen.Release.UnlockRequest is { } token && token != seen.Release.CurrentStatus.LastHandledUnlock;

    /// <summary>The request for a rollback that is not handled yet; null where there is none.</summary>
    public static string? Rollback(Observation seen) => seen.Release.RollbackRequest is { } request
        && request != seen.Release.CurrentStatus.LastHandledRollback && request != seen.History.Newest?.Operation?.Token ? request : null;

    /// <summary>The request to mark a revision as good that is not handled yet; null where there is none.</summary>
    public static string? MarkGood(Observation seen) => seen.Release.MarkGoodRequest is { } request && request != seen.Release.CurrentStatus.LastHandledMarkGood ? request : null;

    /// <summary>The stored revision that a request names and whose content can be had; else why the request has no effect.</summary>
    public static (RevisionSummary? Revision, string Why) Wanted(Observation seen, string request)
    {
        if (RevisionOf(request) is not { } wanted)
        {
            return (null, "its form is \"<revision>/<token>\"");
        }

        return seen.History.Find(wanted) switch
        {
            null => (null, $"revision {wanted} is not in the history of release {ReleaseNames.Short(seen)}"),
            { } revision when !RestoredContent.IsUsable(revision) => (null, $"revision {wanted} is {revision.Status}"),
            { } revision => (revision, ""),
        };
    }

    /// <summary>The revision of a request <c>revision/token</c>; null where it is of another form.</summary>
    private static int? RevisionOf(string request)
    {
        int slash = request.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < request.Length - 1
            && int.TryParse(request.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int revision) && revision > 0 ? revision : null;
    }

    /// <summary>Tokens that ask for a try count as handled: followed, or without effect.</summary>
    public static HelmReleaseStatus TryHandled(this HelmReleaseStatus status, Observation seen) => status with
    {
        LastHandledForceAt = seen.Release.ForceAt ?? status.LastHandledForceAt,
        LastHandledResetAt = seen.Release.ResetAt ?? status.LastHandledResetAt,
        LastHandledUnlock = seen.Release.UnlockRequest ?? status.LastHandledUnlock,
        LastHandledApprove = seen.Release.ApproveRequest ?? status.LastHandledApprove,
    };

    private static bool IsNew(Observation seen, string? token, string? handled)
    {
        OperationRecord? newest = seen.History.Newest?.Operation;
        return token is not null && token == seen.Release.RequestedAt && token != handled && token != newest?.Token;
    }
}
