using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Remediation;

/// <summary>Which pods of other revisions a rollback deletes: with <c>rollback.recreate</c> all of them, else those for which Kubernetes would wait for ever.</summary>
internal static class OldPodPolicy
{
    /// <summary>The pods that are to be deleted, and are not yet.</summary>
    public static IEnumerable<OldPod> ToDelete(HelmReleaseSpec spec, IEnumerable<OldPod> pods) =>
        pods.Where(pod => !pod.IsDeleting && (pod.IsStuck || spec.Rollback is { Recreate: true }));

    /// <summary>True where a rollback whose objects are ready has still pods to get rid of.</summary>
    public static bool HoldsBack(HelmReleaseSpec spec, IReadOnlyCollection<OldPod> pods) => spec.Rollback is { Recreate: true } && pods.Count > 0;
}
