using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Reconciling;

/// <summary>Writes the status of releases that rest, where it differs, and tells of it in events.</summary>
internal sealed class StatusWriter(IKubernetesClient client, ReleaseKind kind, INoticeSink notices, TimeProvider time)
{
    /// <summary>How often mere progress of one release is written.</summary>
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    private readonly ProgressBudget _budget = new(time);
    private readonly IResourceClient<HelmRelease> _releases = client.Resource(kind.Mapping, kind.Decode);

    /// <summary>Writes the status where it differs from the stored one.</summary>
    /// <returns>When to come again with mere progress that was held back; null where nothing was.</returns>
    public async Task<TimeSpan?> WriteAsync(HelmRelease release, Decision decision, ReleaseMemory memory, CancellationToken cancellation)
    {
        memory.Decided = null;
        HelmReleaseStatus? stored = memory.StoredStatus;
        if (StatusPatch.Between(kind, stored, decision.Status) is not { } patch)
        {
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        if (IsMereProgress(stored, decision.Status) && HoldBack(memory, now) is { } wait)
        {
            return wait;
        }

        JsonObject body = new()
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = release.Metadata.ResourceVersion },
            ["status"] = patch,
        };
        try
        {
            memory.Written = await _releases.PatchStatusAsync(release.Metadata.Key, Patch.Merge(body), new WriteOptions { FieldManager = WellKnown.OwnFieldManager }, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsConflict)
        {
            // Somebody wrote in between: the watch shows what.
            memory.Written = null;
            throw new StepRetryException(exception.Message);
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            // Deleted meanwhile: nobody is left to be told.
            return null;
        }

        memory.StatusWrittenAt = now;
        memory.ProgressSlot = null;
        Announce(release, decision.Event);
        return null;
    }

    /// <summary>Says that a stored revision cannot be read.</summary>
    public Task UnreadableAsync(HelmRelease release, string why, ReleaseMemory memory, CancellationToken cancellation)
    {
        Observation seen = new() { Release = release, Now = time.GetUtcNow() };
        string message = $"release {release.ReleaseNamespace}/{release.ReleaseName} cannot be read: {why}; {FailureText.UnreadableWay}";
        HelmReleaseStatus stalled = (release.CurrentStatus with { ObservedGeneration = release.Metadata.Generation }).Stalled(seen, Reasons.ReleaseUnreadable, message);
        return WriteAsync(release, new Decision(null, stalled, null, new Notice(IsWarning: true, Reasons.ReleaseUnreadable, message)), memory, cancellation);
    }

    /// <summary>Tells of what happened; null tells nothing.</summary>
    public void Announce(HelmRelease release, Notice? notice)
    {
        if (notice is not null)
        {
            notices.Tell(release, notice);
        }
    }

    /// <summary>How long progress is held back: two seconds for each release, and its turn among all of them.</summary>
    private TimeSpan? HoldBack(ReleaseMemory memory, DateTimeOffset now)
    {
        TimeSpan wait = memory.StatusWrittenAt + ProgressInterval - now;

        // More than the interval is a step back of the clock.
        if (wait > TimeSpan.Zero && wait <= ProgressInterval)
        {
            return wait;
        }

        memory.ProgressSlot ??= _budget.Reserve();
        return memory.ProgressSlot > now ? memory.ProgressSlot - now : null;
    }

    private static bool IsMereProgress(HelmReleaseStatus? before, HelmReleaseStatus after) =>
        before?.Operation is { } old && after.Operation is { } next && old.Id == next.Id && old.Phase == next.Phase && old.Hook == next.Hook && old.HookUid == next.HookUid
        && before.ObservedGeneration == after.ObservedGeneration
        && before.Find(ConditionTypes.Ready)?.Reason == after.Find(ConditionTypes.Ready)?.Reason;
}
