using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Drift;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Looks at objects that others may have changed, and puts them back in the order of the manifest. What it finds is remembered; no revision is made.</summary>
internal sealed class DriftExecutor(DriftFollower follower, DriftProbe probe, RevisionWriter revisions, TimeProvider time)
{
    private const int Parallel = 4;

    // A worker is not held for longer than a few seconds; the rest is due at the next step.
    private const int MaxLooks = 500;

    public async Task<StepResult> CheckAsync(Step.CheckDrift step, StepContext context, CancellationToken cancellation)
    {
        if (await WantedAsync(context, [.. step.Objects.Take(MaxLooks)], cancellation) is not { } wanted)
        {
            return StepResult.Pending;
        }

        DriftIgnoreRules rules = DriftIgnoreRules.Of(context.Release.Spec.DriftDetection);
        follower.BeginLook(context.Release.Metadata.Key, step.Objects.Take(MaxLooks));
        DriftLook[] looks = new DriftLook[wanted.Count];
        await System.Threading.Tasks.Parallel.ForAsync(0, wanted.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (index, token) =>
            looks[index] = await LookAsync(wanted[index], context, rules.PathsOf(wanted[index]) ?? [], token));

        List<DriftedObject> found = [];
        ForgetUnknown(step.Objects, wanted, context);
        for (int index = 0; index < wanted.Count; index++)
        {
            DriftKey key = DriftFollower.KeyOf(wanted[index]);
            if (context.Memory.Drift.Looked(key, looks[index], time.GetUtcNow()) is { State: not DriftState.Unknown } drifted)
            {
                found.Add(drifted);
            }

            follower.Judged(context.Release.Metadata.Key, key, looks[index].Live);
        }

        return Detected(context, found) is { } notice ? StepResult.Told(notice) : StepResult.Done;
    }

    public async Task<StepResult> CorrectAsync(Step.CorrectDrift step, StepContext context, CancellationToken cancellation)
    {
        if (await WantedAsync(context, step.Objects, cancellation) is not { } wanted)
        {
            return StepResult.Pending;
        }

        DriftIgnoreRules rules = DriftIgnoreRules.Of(context.Release.Spec.DriftDetection);
        IReadOnlyList<DriftedObject> known = context.Memory.Drift.Drifted;
        List<DriftedObject> corrected = [];
        List<DriftedObject> failed = [];
        foreach (ReleaseObject item in wanted)
        {
            DriftKey key = DriftFollower.KeyOf(item);
            DriftedObject drifted = known.FirstOrDefault(each => each.Key == key) ?? new DriftedObject(key, DriftState.Changed);
            try
            {
                Unstructured answer = await probe.CorrectAsync(item, context.Ownership, rules.PathsOf(item) ?? [], cancellation);
                follower.Applied(item, answer);
                context.Memory.Drift.CorrectedAt(key, time.GetUtcNow());
                corrected.Add(drifted);
            }
            catch (KubernetesApiException exception) when (!exception.IsTransient && !exception.IsConflict)
            {
                string error = DriftProbe.Explain(item, exception);
                context.Memory.Drift.Failed(key, error, time.GetUtcNow());
                failed.Add(drifted with { Error = error });
            }
        }

        if (corrected.Count > 0)
        {
            context.Memory.Drift.CountCorrection(time.GetUtcNow());
        }

        return Corrected(context, corrected, failed) is { } notice ? StepResult.Told(notice) : StepResult.Done;
    }

    private async Task<IReadOnlyList<ReleaseObject>?> WantedAsync(StepContext context, IReadOnlyList<DriftKey> keys, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, context.Seen.History.Newest!.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return null;
        }

        HashSet<DriftKey> asked = [.. keys];
        return [.. (await follower.ReadAsync(context.Release, stored, cancellation)).Where(item => asked.Contains(DriftFollower.KeyOf(item)))];
    }

    // What cannot be read from the manifest any more (its kind is gone) must not stay due.
    private void ForgetUnknown(IReadOnlyList<DriftKey> asked, IReadOnlyList<ReleaseObject> wanted, StepContext context)
    {
        HashSet<DriftKey> known = [.. wanted.Select(DriftFollower.KeyOf)];
        foreach (DriftKey key in asked.Take(MaxLooks).Where(key => !known.Contains(key)))
        {
            context.Memory.Drift.Looked(key, new DriftLook(DriftState.Unknown, null) { Error = $"the server does not serve {key.Kind}" }, time.GetUtcNow());
            follower.Judged(context.Release.Metadata.Key, key, null);
        }
    }

    private async Task<DriftLook> LookAsync(ReleaseObject item, StepContext context, IReadOnlyList<JsonPointer> ignored, CancellationToken cancellation)
    {
        try
        {
            return await probe.LookAsync(item, context.Ownership, ignored, cancellation);
        }
        catch (KubernetesApiException exception) when (!exception.IsTransient && !exception.IsConflict)
        {
            return new DriftLook(DriftState.Unknown, null) { Error = DriftProbe.Explain(item, exception) };
        }
        catch (KindNotServedException exception)
        {
            return new DriftLook(DriftState.Unknown, null) { Error = exception.Message };
        }
    }

    private static Notice? Detected(StepContext context, List<DriftedObject> found)
    {
        if (found.Count == 0)
        {
            return null;
        }

        string text = DriftStatus.List(found);

        // After a restart what was told before is found anew.
        if (context.Release.CurrentStatus.Find(ConditionTypes.Drifted) is { Status: StatusExtensions.True } told && told.Message.Contains(text, StringComparison.Ordinal))
        {
            return null;
        }

        string message = $"Cluster state of release {ReleaseOf(context)} has drifted from the desired state:\n{text}";
        return found.Find(item => item.IsFight) is { } fight && context.Release.Spec.DriftDetection?.Mode == DriftDetectionMode.Enabled
            ? new Notice(IsWarning: true, Reasons.DriftFight, $"{DriftStatus.Fight(fight)}\n{message}")
            : new Notice(IsWarning: true, Reasons.DriftDetected, message);
    }

    private static Notice? Corrected(StepContext context, List<DriftedObject> corrected, List<DriftedObject> failed)
    {
        string release = ReleaseOf(context);
        if (failed.Count > 0)
        {
            string partially = corrected.Count > 0 ? "partially " : "";
            return new Notice(IsWarning: true, Reasons.DriftCorrectionFailed, $"Failed to {partially}correct cluster state of release {release}:\n{DriftStatus.List([.. failed, .. corrected])}");
        }

        return corrected.Count == 0 ? null : new Notice(IsWarning: false, Reasons.DriftCorrected, $"Cluster state of release {release} has been corrected:\n{DriftStatus.List(corrected)}");
    }

    private static string ReleaseOf(StepContext context) => ReleaseNames.Full(context.Seen, context.Seen.History.Newest!.Revision);
}
