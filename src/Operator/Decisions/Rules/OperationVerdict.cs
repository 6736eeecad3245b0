using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The end of an operation: what is stored, and what the status says from then on.</summary>
internal static class OperationVerdict
{
    /// <summary>All hooks ran and all objects are ready.</summary>
    public static Decision Succeed(Observation seen, RunningOperation operation)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus with { Operation = null, Progress = null };
        return operation.Record.Type switch
        {
            OperationType.Uninstall => Uninstalled(seen, operation, status),
            OperationType.Rollback => RolledBack(seen, operation, status),
            _ => Released(seen, operation, status),
        };
    }

    /// <summary>The operation failed because a hook did; its log goes into the event. A hook after an uninstall changes nothing any more: it is told, and the release is gone.</summary>
    public static Decision FailHook(Observation seen, RunningOperation operation, HookRun hook, FailureStatus failure)
    {
        if (operation.Phase == OperationPhase.Tests)
        {
            return TestVerdict.Fail(seen, operation, hook, failure);
        }

        bool isGone = operation is { Record.Type: OperationType.Uninstall, Phase: OperationPhase.PostHooks };
        Decision decision = isGone ? Succeed(seen, operation) with { Event = UninstalledWithError(seen, operation, failure) } : Fail(seen, operation, failure);
        return decision with
        {
            Step = decision.Step switch
            {
                Step.FailRevision failed => failed with { Hook = hook },
                Step.FinishUninstall finished => finished with { Hook = hook },
                _ => decision.Step,
            },
            Event = decision.Event! with { Message = EventNote.WithLog(decision.Event.Message, hook.Log) },
        };
    }

    /// <summary>The operation failed for a cause.</summary>
    public static Decision Fail(Observation seen, RunningOperation operation, FailureStatus failure)
    {
        OperationType type = operation.Record.Type;
        string cause = FailureText.FirstLine(failure);
        string reason = ReleaseNames.Failed(type);
        string message = $"Helm {ReleaseNames.Verb(type)} failed for release {ReleaseNames.Full(seen, operation.Revision)} with chart {ReleaseNames.Chart(operation.Record.Chart)}: {cause}{Others(seen, cause)}";
        HelmReleaseStatus status = (seen.Release.CurrentStatus with
        {
            Operation = null,
            Progress = null,
            Failure = type == OperationType.Rollback ? seen.Release.CurrentStatus.Failure ?? failure : failure,
            Failures = (seen.Release.CurrentStatus.Failures ?? 0) + 1,
            InstallFailures = type == OperationType.Install ? operation.Record.Failures + 1 : seen.Release.CurrentStatus.InstallFailures,
            UpgradeFailures = type == OperationType.Upgrade ? operation.Record.Failures + 1 : seen.Release.CurrentStatus.UpgradeFailures,
        }).Took(seen, operation).NotReady(seen, reason, cause);
        status = type == OperationType.Rollback
            ? status.With(seen, ConditionTypes.Remediated, StatusExtensions.False, reason, message)
            : status.With(seen, ConditionTypes.Released, StatusExtensions.False, reason, message);
        return new Decision(new Step.FailRevision(operation.Revision, cause) { Code = failure.Code, Failure = failure }, status, null, new Notice(IsWarning: true, reason, message));
    }

    // What is known of the old release says nothing of the new one.
    private static HelmReleaseStatus Moved(HelmReleaseStatus status) => (status with
    {
        Release = null,
        History = null,
        StorageNamespace = null,
        Failure = null,
        Failures = null,
        InstallFailures = null,
        UpgradeFailures = null,
        Rejected = null,
        NextRetryAt = null,
        LastAttemptedDigest = null,
    }).Without(ConditionTypes.Remediated).Without(ConditionTypes.TestSuccess);

    private static string Others(Observation seen, string cause)
    {
        // What the cause says already is not said again.
        string[] others = [.. (seen.Rollout?.Others ?? []).Where(other => !cause.Contains(other[(other.IndexOf(": ", StringComparison.Ordinal) + 2)..], StringComparison.Ordinal))];
        return others.Length == 0 ? "" : $"; also: {string.Join("; ", others)}";
    }

    private static Notice UninstalledWithError(Observation seen, RunningOperation operation, FailureStatus failure) => new(
        IsWarning: true,
        Reasons.UninstallFailed,
        $"Helm uninstall succeeded for release {ReleaseNames.Full(seen, operation.Revision)}, with an error: {FailureText.FirstLine(failure)}");

    /// <summary>The revision is what runs.</summary>
    internal static Decision Released(Observation seen, RunningOperation operation, HelmReleaseStatus status)
    {
        OperationType type = operation.Record.Type;
        string message = $"Helm {ReleaseNames.Verb(type)} succeeded for release {ReleaseNames.Full(seen, operation.Revision)} with chart {ReleaseNames.Chart(operation.Record.Chart)}{ReleaseNames.Left(operation.Record)}";
        if (RemediationPolicy.Of(seen.Release.Spec, type).KeepsAndRetries)
        {
            // Where failures are tried again without end a success forgets them, as in Flux; else they count until the desired state changes.
            status = status with { InstallFailures = null, UpgradeFailures = null };
        }

        status = (status with { Failure = null, Rejected = null, Failures = null, NextRetryAt = null })
            .Took(seen, operation)
            .Without(ConditionTypes.Remediated)
            .With(seen, ConditionTypes.Released, StatusExtensions.True, ReleaseNames.Succeeded(type), message);
        return new Decision(new Step.SettleRevision(), status, null, new Notice(IsWarning: false, ReleaseNames.Succeeded(type), message));
    }

    private static Decision RolledBack(Observation seen, RunningOperation operation, HelmReleaseStatus status)
    {
        string message = $"Helm rollback to revision {operation.Record.Target} succeeded for release {ReleaseNames.Full(seen, operation.Revision)}: {operation.Record.Cause}";
        if (operation.Record.IsHold || operation.Record.Code == Reasons.RolledBackByHand)
        {
            // Asked for, not a remedy of a failure.
            return new Decision(new Step.SettleRevision(), status with { NextRetryAt = null }, null, new Notice(IsWarning: false, Reasons.RollbackSucceeded, message));
        }

        status = (status with { NextRetryAt = null })
            .With(seen, ConditionTypes.Remediated, StatusExtensions.True, Reasons.RollbackSucceeded, message);
        return new Decision(new Step.SettleRevision(), status, null, new Notice(IsWarning: true, Reasons.RollbackSucceeded, message));
    }

    private static Decision Uninstalled(Observation seen, RunningOperation operation, HelmReleaseStatus status)
    {
        string message = $"Helm uninstall succeeded for release {ReleaseNames.Full(seen, operation.Revision)}";
        if (operation.Record.Move is { } move)
        {
            return new Decision(new Step.FinishUninstall(), Moved(status), null, new Notice(IsWarning: false, Reasons.UninstallSucceeded, $"{message}, which moves: {move.Why}; {move.HandedOver.Count} objects are handed over"));
        }

        if (operation.Record.Cause is { } cause)
        {
            status = status with { Release = null };
            status = (operation.Record.Rejected is not { } rejected ? status : status with
            {
                Rejected = new RejectedStatus { Digest = rejected, Reason = Reasons.InstallFailed, Message = cause, Since = seen.Now, Revision = operation.Revision },
            }).With(seen, ConditionTypes.Remediated, StatusExtensions.True, Reasons.UninstallSucceeded, message);
        }

        return new Decision(new Step.FinishUninstall(), status, null, new Notice(IsWarning: false, Reasons.UninstallSucceeded, message));
    }
}
