using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// Custom resources: kstatus, but one whose controller is expected to write a status and has not yet is given ten seconds before it counts as ready: kstatus calls
/// it Current at once, and a wait then ends before anything has happened.
/// </summary>
internal static class CustomReadiness
{
    internal static readonly TimeSpan StatusWindow = TimeSpan.FromSeconds(10);

    public static ReadinessResult Judge(LiveObject live, ReadinessContext context)
    {
        if (KnownFailures.Find(live, context.StartedAt) is { } failed)
        {
            return ReadinessResult.Failed(failed.Reason, failed.Message);
        }

        DateTimeOffset until = context.FirstSeen + StatusWindow;
        return context.HasStatusSubresource && !live.HasStatus && context.Now < until
            ? new ReadinessResult(ReadinessState.InProgress, "NoStatus", "no status written yet", until)
            : Readiness.OfKstatus(live);
    }
}
