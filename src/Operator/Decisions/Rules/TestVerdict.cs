using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The end of the tests of a revision, and what the conditions say of them, in Flux's words.</summary>
internal static class TestVerdict
{
    /// <summary>The revision is there and its tests run.</summary>
    public static HelmReleaseStatus Awaited(HelmReleaseStatus status, Observation seen, RunningOperation operation)
    {
        OperationType type = operation.Record.Type;
        string release = Name(seen, operation.Revision, operation.Record.Chart);
        status = status.With(seen, ConditionTypes.TestSuccess, StatusExtensions.Unknown, Reasons.AwaitingTests, $"Helm release {release} is awaiting tests");
        return operation.Record.IsTesting
            ? status
            : status.Took(seen, operation).With(seen, ConditionTypes.Released, StatusExtensions.True, ReleaseNames.Succeeded(type), $"Helm {ReleaseNames.Verb(type)} succeeded for release {release}");
    }

    /// <summary>Every test succeeded.</summary>
    public static Decision Succeed(Observation seen, RunningOperation operation)
    {
        Decision released = OperationVerdict.Released(seen, operation, seen.Release.CurrentStatus with { Operation = null, Progress = null });
        string message = Succeeded(seen, operation.Revision, operation.Record.Chart, operation.Tests);
        return released with { Event = new Notice(IsWarning: false, Reasons.TestSucceeded, message) };
    }

    /// <summary>A test failed: so does the revision, unless the spec says that this is nothing to be undone.</summary>
    public static Decision Fail(Observation seen, RunningOperation operation, HookRun test, FailureStatus failure)
    {
        string cause = FailureText.FirstLine(failure);
        string message = Failed(seen, operation.Revision, operation.Record.Chart, cause);
        Notice notice = new(IsWarning: true, Reasons.TestFailed, EventNote.WithLog(message, test.Log));

        // A rollback's revision is the one to go back to: there is nothing behind it.
        if (operation.Record.Type == OperationType.Rollback || IsIgnored(seen.Release.Spec, operation.Record.Type))
        {
            Decision released = OperationVerdict.Released(seen, operation, seen.Release.CurrentStatus with { Operation = null, Progress = null });
            return released with { Step = new Step.SettleRevision(test), Event = notice };
        }

        HelmReleaseStatus status = Awaited(seen.Release.CurrentStatus, seen, operation) with
        {
            Operation = null,
            Progress = null,
            Failure = failure,
            Failures = (seen.Release.CurrentStatus.Failures ?? 0) + 1,
        };
        status = status.NotReady(seen, Reasons.TestFailed, cause).With(seen, ConditionTypes.TestSuccess, StatusExtensions.False, Reasons.TestFailed, message);
        return new Decision(new Step.FailRevision(operation.Revision, cause) { Code = failure.Code, Hook = test }, status, null, notice);
    }

    /// <summary>What the conditions of a settled release say of its tests; without tests nothing.</summary>
    public static HelmReleaseStatus Settled(HelmReleaseStatus status, Observation seen, RevisionSummary newest)
    {
        if (seen.Release.Spec.Test is not { Enable: true } spec || newest.Operation?.Tests is not { } tests)
        {
            return status.Without(ConditionTypes.TestSuccess);
        }

        string value = tests.IsSuccess ? StatusExtensions.True : StatusExtensions.False;
        string reason = tests.IsSuccess ? Reasons.TestSucceeded : Reasons.TestFailed;
        string message = tests.IsSuccess ? Succeeded(seen, newest.Revision, newest.Chart, tests.Count) : Failed(seen, newest.Revision, newest.Chart, tests.Cause ?? "failed");
        status = status.With(seen, ConditionTypes.TestSuccess, value, reason, message);
        return spec.IgnoreFailures ? status : status.With(seen, ConditionTypes.Ready, value, reason, message);
    }

    /// <summary>True where a failed test does not fail the revision that an action makes.</summary>
    internal static bool IsIgnored(HelmReleaseSpec spec, OperationType type)
    {
        RemediationSpec? remediation = type == OperationType.Install ? spec.Install?.Remediation : spec.Upgrade?.Remediation;
        return remediation?.IgnoreTestFailures ?? spec.Test is { IgnoreFailures: true };
    }

    private static string Succeeded(Observation seen, int revision, ChartIdentity? chart, int count)
    {
        string hooks = count == 0 ? "no test hooks" : $"{count} test hook{(count == 1 ? "" : "s")} completed successfully";
        return $"Helm test succeeded for release {Name(seen, revision, chart)}: {hooks}";
    }

    private static string Failed(Observation seen, int revision, ChartIdentity? chart, string cause) => $"Helm test failed for release {Name(seen, revision, chart)}: {cause}";

    private static string Name(Observation seen, int revision, ChartIdentity? chart) => $"{ReleaseNames.Full(seen, revision)} with chart {ReleaseNames.Chart(chart)}";
}
