using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Reporting;

/// <summary>The status as the rules write it: copies with conditions set or taken away.</summary>
internal static class StatusExtensions
{
    public const string True = "True";
    public const string False = "False";
    public const string Unknown = "Unknown";
    private const int MaxMessage = 2048;

    public static Condition? Find(this HelmReleaseStatus status, string type) => status.Conditions?.FirstOrDefault(condition => condition.Type == type);

    /// <summary>Sets a condition; the time of transition moves only with the status.</summary>
    public static HelmReleaseStatus With(this HelmReleaseStatus status, Observation seen, string type, string value, string reason, string message)
    {
        Condition? before = status.Find(type);
        Condition condition = new()
        {
            Type = type,
            Status = value,
            Reason = reason,
            Message = message.Length > MaxMessage ? string.Concat(message.AsSpan(0, MaxMessage - 1), "…") : message,
            ObservedGeneration = seen.Release.Metadata.Generation,
            LastTransitionTime = before?.Status == value ? before.LastTransitionTime : WholeSeconds(seen.Now),
        };
        return before is null
            ? status with { Conditions = [.. status.Conditions ?? [], condition] }
            : status with { Conditions = [.. status.Conditions!.Select(other => other.Type == type ? condition : other)] };
    }

    public static HelmReleaseStatus Without(this HelmReleaseStatus status, string type) =>
        status.Find(type) is null ? status : status with { Conditions = [.. status.Conditions!.Where(condition => condition.Type != type)] };

    /// <summary>The generation counts as judged, whatever the verdict, and a request to look again as handled.</summary>
    public static HelmReleaseStatus Judged(this HelmReleaseStatus status, Observation seen) => status with
    {
        ObservedGeneration = seen.Release.Metadata.Generation,
        LastHandledReconcileAt = seen.Release.RequestedAt ?? status.LastHandledReconcileAt,
        Operation = seen.Operation is null ? null : status.Operation,
        Progress = seen.Operation is null ? null : status.Progress,
        Pinned = seen.Release.Spec.RollbackTo is null ? null : status.Pinned,
        Cluster = ClusterChange.HasOwnRevision(seen) ? seen.Cluster : status.Cluster,
        StorageNamespace = seen.History.Newest is null ? status.StorageNamespace : seen.Release.StorageNamespace,
        Release = HistoryProjection.Newest(seen) ?? status.Release,
        History = HistoryProjection.Project(seen, ClusterChange.IsElsewhere(seen) ? null : status.History),
        Inventory = seen.Inventory switch
        {
            null => status.Inventory,
            [] => null,
            { } entries => new ResourceInventory { Entries = entries },
        },
    };

    /// <summary>How long an install or upgrade took; its tests do not count, which is why the first answer stays while they run.</summary>
    public static HelmReleaseStatus Took(this HelmReleaseStatus status, Observation seen, RunningOperation operation)
    {
        bool isAction = operation.Record is { Type: OperationType.Install or OperationType.Upgrade, IsTesting: false };
        return !isAction || (operation.Phase == OperationPhase.Tests && status.LastAttemptedReleaseActionDuration is not null)
            ? status
            : status with { LastAttemptedReleaseActionDuration = Api.GoDuration.Format(seen.Now > operation.Record.StartedAt ? seen.Now - operation.Record.StartedAt : TimeSpan.Zero) };
    }

    /// <summary>The failure as the record of its revision tells it, where the status was lost before it was written.</summary>
    public static HelmReleaseStatus Failing(this HelmReleaseStatus status, OperationRecord record, OperationType type) => status with
    {
        Failure = status.Failure ?? record.Failed,
        InstallFailures = type == OperationType.Install ? Math.Max(status.InstallFailures ?? 0, record.Failures) : status.InstallFailures,
        UpgradeFailures = type == OperationType.Upgrade ? Math.Max(status.UpgradeFailures ?? 0, record.Failures) : status.UpgradeFailures,
    };

    /// <summary>Work is going on: Reconciling is True, Ready Unknown, nothing stalls.</summary>
    public static HelmReleaseStatus Progressing(this HelmReleaseStatus status, Observation seen, string message) => status
        .Without(ConditionTypes.Stalled)
        .With(seen, ConditionTypes.Reconciling, True, Reasons.Progressing, message)
        .With(seen, ConditionTypes.Ready, Unknown, Reasons.Progressing, message);

    /// <summary>Not ready, and tried again by itself when something happens.</summary>
    public static HelmReleaseStatus NotReady(this HelmReleaseStatus status, Observation seen, string reason, string message) => status
        .Without(ConditionTypes.Stalled)
        .Without(ConditionTypes.Reconciling)
        .With(seen, ConditionTypes.Ready, False, reason, message);

    /// <summary>A step of the operation under way did not succeed for a reason that may pass, and is tried again soon.</summary>
    public static HelmReleaseStatus TryingAgain(this HelmReleaseStatus status, Observation seen, string message)
    {
        string text = FailureText.Cut($"{message}; tried again");
        status = status.With(seen, ConditionTypes.Reconciling, True, Reasons.ProgressingWithRetry, text);
        return status.Find(ConditionTypes.Ready) is { Status: False } ? status : status.With(seen, ConditionTypes.Ready, Unknown, Reasons.ProgressingWithRetry, text);
    }

    /// <summary>Not ready, and tried again by itself at that time.</summary>
    public static HelmReleaseStatus Retrying(this HelmReleaseStatus status, Observation seen, string reason, string message, DateTimeOffset due)
    {
        string text = $"{message}; tried again at {due.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
        return (status with { NextRetryAt = due })
            .Without(ConditionTypes.Stalled)
            .With(seen, ConditionTypes.Reconciling, True, Reasons.ProgressingWithRetry, text)
            .With(seen, ConditionTypes.Ready, False, reason, text);
    }

    /// <summary>Not ready, and nothing is tried until the desired state changes.</summary>
    public static HelmReleaseStatus Stalled(this HelmReleaseStatus status, Observation seen, string reason, string message) =>
        status.Stalled(seen, reason, reason, message);

    /// <summary>The same with a reason of its own for Ready.</summary>
    public static HelmReleaseStatus Stalled(this HelmReleaseStatus status, Observation seen, string stalled, string ready, string message) => status
        .Without(ConditionTypes.Reconciling)
        .With(seen, ConditionTypes.Stalled, True, stalled, message)
        .With(seen, ConditionTypes.Ready, False, ready, message);

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
