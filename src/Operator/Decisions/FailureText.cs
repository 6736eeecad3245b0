using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions;

/// <summary>A failure in words, the culprit first.</summary>
internal static class FailureText
{
    /// <summary>Code of a wait that ended at its deadline.</summary>
    public const string Timeout = "Timeout";

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
        ProgressItem? worst = rollout is { Progress: [{ } first, ..] } ? first : null;
        string detail = worst is null ? "" : $": {worst.Message ?? worst.Reason ?? worst.Status}";
        string limit = TotalTime.IsOver(spec, operation, now) ? $"{Api.GoDuration.Format(spec.TotalTimeout!.Value)} (spec.totalTimeout)" : Api.GoDuration.Format(timeout);
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
}
