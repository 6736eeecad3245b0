using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Reconciling;

/// <summary>Follows the object of the hook that runs, beside the objects of the release.</summary>
internal sealed class HookFollower(LiveObjects live)
{
    // No HelmRelease can have this in its name.
    private const string Suffix = "#hook";

    /// <summary>The HelmRelease that a tracker's key belongs to.</summary>
    public static NamespacedName Owner(NamespacedName key) => key.Name.EndsWith(Suffix, StringComparison.Ordinal) ? new NamespacedName(key.Namespace, key.Name[..^Suffix.Length]) : key;

    public void Follow(StepContext context, ReleaseObject item) => live.Track(
        Key(context.Release),
        [TrackedObject.From(item.Content, item.Namespace) with { Key = item.NamespacedName, IsHook = true }],
        new TrackOptions { Id = $"{context.Seen.Operation!.Record.Id}/{item.Key}", StartedAt = context.Seen.Operation.Record.StartedAt, WaitForJobs = true });

    public void Forget(StepContext context) => live.Untrack(Key(context.Release));

    public void Forget(NamespacedName release) => live.Untrack(new NamespacedName(release.Namespace, release.Name + Suffix));

    /// <summary>How the running hook fares.</summary>
    public HookRun Judge(HelmRelease release, HookRun run)
    {
        if (live.Find(Key(release))?.Snapshot(live.Now) is not { IsSynced: true } state)
        {
            return run;
        }

        if (state.IsReady)
        {
            return run with { State = HookRunState.Succeeded };
        }

        return state.Progress is [{ State: ReadinessState.Failed } failed, ..] ? run with { State = HookRunState.Failed, Message = failed.Message } : run;
    }

    private static NamespacedName Key(HelmRelease release) => new(release.Metadata.Namespace, release.Metadata.Name + Suffix);
}
