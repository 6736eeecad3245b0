using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Deletes pods of other revisions than the one that a rollback restores, each with its UID and its own grace period, after fresh reads.</summary>
internal sealed class OldPodsExecutor(IKubernetesClient client, RolloutFollower follower, TimeProvider time)
{
    private const int MaxNamed = 5;
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    // The watch shows soon that they go; where the server refuses it nothing changes soon.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);

    public async Task<StepResult> ExecuteAsync(StepContext context, CancellationToken cancellation)
    {
        List<OldPod> deleted = [];
        List<Notice> notices = [];
        foreach (OldPod pod in OldPodPolicy.ToDelete(context.Release.Spec, await follower.FindOldPodsAsync(context.Release, cancellation)))
        {
            try
            {
                await client.Resource(Pods).DeleteAsync(pod.Key, new DeleteOptions { Uid = pod.Uid }, cancellation);
                deleted.Add(pod);
            }
            catch (KubernetesApiException exception) when (exception.IsConflict)
            {
                // Another pod has the name by now: this one is gone.
            }
            catch (KubernetesApiException exception) when (!exception.IsTransient)
            {
                notices.Add(new Notice(IsWarning: true, Reasons.PodsDeleted, $"pod {pod.Key.Name} of {pod.Workload.Display} is of another revision and cannot be deleted: {exception.Message}"));
            }
        }

        context.Memory.Operation!.NextPodsAt = time.GetUtcNow() + (notices.Count > 0 ? RefusedPause : Pause);
        notices.AddRange(deleted.GroupBy(pod => (pod.Workload, pod.IsStuck)).Select(group => Told(group.Key.Workload.Display, group.Key.IsStuck, [.. group])));
        return StepResult.Told(notices);
    }

    private static Notice Told(string workload, bool isStuck, OldPod[] pods)
    {
        string names = string.Join(", ", pods.Take(MaxNamed).Select(pod => pod.Key.Name));
        string which = pods.Length > MaxNamed ? $"{names} and {pods.Length - MaxNamed} more" : names;
        string why = isStuck ? "not ready and of another revision: Kubernetes would wait for them for ever" : "of another revision, as spec.rollback.recreate asks";
        return new Notice(IsWarning: false, Reasons.PodsDeleted, $"pods of {workload} are deleted: {which} ({why})");
    }
}
