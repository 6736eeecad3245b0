using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Reporting;

/// <summary>A failure in words, the culprit first.</summary>
internal static class FailureText
{
    /// <summary>Code of a wait that ended at its deadline.</summary>
    public const string Timeout = "Timeout";

    /// <summary>What to do about a revision that cannot be read.</summary>
    public const string UnreadableWay = "restore its Secret from a backup, or delete it: the history then goes on without that revision";

    private const int MaxMessage = 512;

    /// <summary>A message no longer than the status holds.</summary>
    public static string Cut(string message) => message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage - 1), "…");

    /// <summary>The line that Ready's message begins with: <c>Deployment/web: container app in pod web-x is in CrashLoopBackOff (exit code 1, 4 restarts)</c>.</summary>
    public static string FirstLine(FailureStatus failure)
    {
        string message = failure.Message ?? failure.Reason ?? failure.Code;
        return failure.Object is { } culprit && !message.StartsWith(culprit, StringComparison.Ordinal) ? $"{culprit}: {message}" : message;
    }

    /// <summary>The failure of a wait that ended at its deadline, naming what was least ready.</summary>
    public static FailureStatus AtDeadline(RunningOperation operation, RolloutView? rollout, HelmReleaseSpec spec, TimeSpan timeout, DateTimeOffset now)
    {
        string limit = Limit(operation, spec, timeout, now);
        ProgressItem? worst = rollout is { Progress: [{ } first, ..] } ? first : null;
        string detail = worst is null ? "" : $": {worst.Message ?? worst.Reason ?? worst.Status}";
        return new FailureStatus
        {
            Code = Timeout,
            Object = worst?.Object,
            Reason = worst?.Reason,
            Message = worst is null
                ? $"not ready after {limit}"
                : $"{worst.Object}: not ready after {limit}{detail}",
            FirstSeen = now,
            Revision = operation.Revision,
        };
    }

    /// <summary>The failure of a step that was held up until its time was over.</summary>
    public static FailureStatus HeldUp(RunningOperation operation, StepFailure failure, HelmReleaseSpec spec, TimeSpan timeout, DateTimeOffset now) => new()
    {
        Code = Timeout,
        Object = failure.Object,
        Message = Cut($"{failure.Message}; not done after {Limit(operation, spec, timeout, now)}"),
        FirstSeen = now,
        Revision = operation.Revision,
    };

    private static string Limit(RunningOperation operation, HelmReleaseSpec spec, TimeSpan timeout, DateTimeOffset now) =>
        TotalTime.IsOver(spec, operation, now) ? $"{Api.GoDuration.Format(spec.TotalTimeout!.Value)} (spec.totalTimeout)" : Api.GoDuration.Format(timeout);
}
