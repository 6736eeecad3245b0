using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Steps;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Reconciling;

/// <summary>Follows the objects of the hook that runs, beside the objects of the release.</summary>
internal sealed class HookFollower(ReleaseTrackers trackers)
{
    // No HelmRelease can have this in its name.
    private const string Suffix = "#hook";

    /// <summary>The HelmRelease that a tracker's key belongs to.</summary>
    public static NamespacedName Owner(NamespacedName key) => key.Name.EndsWith(Suffix, StringComparison.Ordinal) ? new NamespacedName(key.Namespace, key.Name[..^Suffix.Length]) : key;

    /// <summary>Jobs and Pods run to an end; every other object is done when it is there, unless the release says itself when objects of its kind are.</summary>
    public static bool IsAwaited(ReleaseObject item, HelmReleaseSpec spec) => Runs(item) || HealthCheckMapping.Of(spec)?.Covers(item.Kind.GroupKind) == true;

    /// <summary>Jobs and Pods have containers.</summary>
    public static bool Runs(ReleaseObject item) => item.Kind is { Group: "batch", Kind: "Job" } or { Group: "", Kind: "Pod" };

    /// <summary>Follows what is awaited of the objects of a run, or of an earlier run until they are gone.</summary>
    public async Task FollowAsync(StepContext context, HookRun run, IReadOnlyList<(ReleaseObject Item, HookObject Live)> objects, CancellationToken cancellation)
    {
        (ReleaseObject Item, HookObject Live)[] awaited = [.. objects.Where(one => IsAwaited(one.Item, context.Release.Spec))];
        if (awaited.Length > 0)
        {
            await trackers.TrackAsync(
                Key(context.Release),
                [.. awaited.Select(one => TrackedObject.From(one.Item.Content, one.Item.Namespace) with { Key = new NamespacedName(one.Item.Namespace, one.Live.Name), IsHook = true })],
                new TrackOptions { Id = $"{context.Seen.Operation!.Record.Id}/{run.Id}/{string.Join(',', awaited.Select(one => one.Live.Uid))}", StartedAt = context.Seen.Operation.Record.StartedAt, WaitForJobs = true, HealthChecks = HealthCheckMapping.Of(context.Release.Spec), CheckedLabels = WellKnown.HookRun },
                cancellation);
        }
    }

    public void Forget(StepContext context) => trackers.Untrack(Key(context.Release));

    public void Forget(NamespacedName release) => trackers.Untrack(new NamespacedName(release.Namespace, release.Name + Suffix));

    /// <summary>How a hook fares as the watch shows it. What is missing, or failed, the server itself is asked for before it counts.</summary>
    public HookRun Judge(HelmRelease release, HookRun run, DateTimeOffset now)
    {
        ReadinessResult? result = trackers.Find(Key(release))?.JudgeHook(run.State == HookRunState.Clearing ? null : [.. run.Objects.Select(item => item.Uid)]);
        return (run.State, result?.State) switch
        {
            (HookRunState.Running, ReadinessState.Ready) => run with { State = HookRunState.Succeeded },
            (HookRunState.Running, ReadinessState.Failed) => run with { CheckAt = now },
            (HookRunState.Running, not null) when result.State != ReadinessState.Missing => run with { CheckAt = null },
            (HookRunState.Clearing, ReadinessState.Missing) => run with { CheckAt = now },
            _ => run,
        };
    }

    private static NamespacedName Key(HelmRelease release) => new(release.Metadata.Namespace, release.Metadata.Name + Suffix);
}
