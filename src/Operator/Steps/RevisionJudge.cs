using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>Judges a rendered revision before anything is written: whose its objects are, whether there is a way back, and what the server says of the changes.</summary>
internal sealed class RevisionJudge(IKubernetesClient client, ObjectApplier applier, ObjectOwners owners, ApplyPolicy policy)
{
    /// <returns>Why the revision is not made, or null.</returns>
    /// <exception cref="ManifestException">The manifest holds no object, or one of a kind that the server does not have.</exception>
    public async Task<PreparationFailure?> JudgeAsync(
        Step.PrepareRevision step, StepContext context, RenderedRevision rendered, string method, StoredRevision? newest, CancellationToken cancellation)
    {
        if (WayBack.Check(step, context, rendered, newest?.Release) is { } noWayBack)
        {
            return noWayBack;
        }

        HashSet<GroupKind> ownKinds = [.. ReleasePrerequisites.KindsOf(step, context, rendered)];
        IReadOnlyList<ReleaseObject> wanted = await ManifestReader.ReadAsync(
            rendered.Manifest, client.Mapper, context.Release.ReleaseNamespace, (kind, _) => ownKinds.Contains(kind.GroupKind), cancellation);
        IReadOnlyList<ReleaseObject> before = newest is null
            ? []
            : await ManifestReader.ReadStoredAsync(newest.Release.Manifest, client.Mapper, context.Release.ReleaseNamespace, cancellation);
        ChangedObjects changes = ChangedObjects.Between(before, wanted);
        if (await OwnedAsync(step, context, changes.Added, cancellation) is { } owned)
        {
            return owned;
        }

        HashSet<ObjectKey> changed = [.. changes.Added.Concat(changes.Changed).Select(item => item.Key)];
        HashSet<string> ownNamespaces = [.. wanted.Where(item => item.Kind is { Group: "", Kind: "Namespace" }).Select(item => item.Name)];
        if (ReleasePrerequisites.CreatesNamespace(step, context))
        {
            ownNamespaces.Add(context.Release.ReleaseNamespace);
        }

        IEnumerable<ReleaseObject> tried = wanted.Where(item =>
            changed.Contains(item.Key) && DryRunPolicy.CanBeRefused(item.Kind) && !ownKinds.Contains(item.Kind.GroupKind) && !(item.Namespace is { } ns && ownNamespaces.Contains(ns)));
        ObjectRefusal? refusal = await applier.DryRunAsync(ApplyTask.Pair(tried, before), context.Ownership, policy.Of(context.Release.Spec, step.Type, method), cancellation);
        return refusal is null ? null : new PreparationFailure(Reasons.Refused, refusal.Message, refusal.Object.Key.ToString(), refusal.IsTransient);
    }

    private async Task<PreparationFailure?> OwnedAsync(Step.PrepareRevision step, StepContext context, IReadOnlyList<ReleaseObject> added, CancellationToken cancellation)
    {
        if (await owners.FindAsync(context.Release, added, cancellation) is var (item, owner))
        {
            string message = $"{item.Key} belongs to HelmRelease {owner.Namespace}/{owner.Name}: give the object another name, or take it out of that release first";
            return new PreparationFailure(Reasons.ObjectOwned, message, item.Key.ToString());
        }

        bool isInstall = step.Type == OperationType.Install;
        if (!(isInstall ? context.Release.Spec.Install is { DisableTakeOwnership: true } : context.Release.Spec.Upgrade is { DisableTakeOwnership: true }))
        {
            return null;
        }

        foreach (ReleaseObject candidate in added)
        {
            if (await client.Mapper.FindAsync(candidate.Kind, cancellation) is { } mapping
                && await client.Metadata(mapping).GetAsync(candidate.NamespacedName, cancellation) is { } live
                && context.Ownership.Conflict(candidate, new JsonObject { ["metadata"] = live.Metadata.Content.DeepClone() }) is { } conflict)
            {
                return new PreparationFailure(Reasons.Refused, $"unable to continue with {(isInstall ? "install" : "update")}: {conflict}", candidate.Key.ToString());
            }
        }

        return null;
    }
}
