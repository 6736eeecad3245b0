using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Planning;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Judges a rendered revision before anything is written: whose its objects are, whether there is a way back, and what the server says of the changes.</summary>
internal sealed class RevisionJudge(IKubernetesClient client, ObjectApplier applier, ObjectOwners owners, ForeignNamespaces namespaces, ApplyPolicy policy, ReleaseAccount? account)
{
    /// <summary>Judges the next revision of a release.</summary>
    public async Task<Judgement> JudgeAsync(Step.PrepareRevision step, StepContext context, RevisionDraft draft, StoredRevision? newest, bool isPlan, CancellationToken cancellation)
    {
        bool isAll = account is not null || Preflight.Has(context, PreflightCheck.DryRun, isPlan);
        if (WayBack.Check(step, context, draft.Rendered, newest?.Release) is { } noWayBack)
        {
            return Judgement.Refused(noWayBack);
        }

        try
        {
            IReadOnlyList<ReleaseObject> before = newest is null || step.Type == OperationType.Install
                ? []
                : await ManifestReader.ReadStoredAsync(newest.Release.Manifest, client.Mapper, context.Release.ReleaseNamespace, cancellation);
            IReadOnlyList<ReleaseObject> wanted = await WantedAsync(step, context, draft, cancellation);
            ChangedObjects changes = ChangedObjects.Between(before, wanted);
            PreparationFailure? failure = await OwnedAsync(step, context, changes.Added, cancellation)
                ?? await namespaces.MissingAsync(wanted, OwnNamespaces(step, context, draft, wanted), cancellation)
                ?? Failure(await TryAsync(step, context, draft, wanted, before, item => DryRunPolicy.CanBeRefused(item.Kind, isAll), cancellation))
                ?? (isAll ? Failure(await TryDeletionsAsync(context, changes.Removed, cancellation)) : null);
            return new Judgement(failure, before, wanted);
        }
        catch (ManifestException exception)
        {
            return Judgement.Refused(PreparationFailure.Of(exception));
        }
    }

    /// <summary>
    /// Judges the first revision of a release at the place that it moves to. An object that both have is handed over; where a field of it may never change, it is deleted with the old
    /// release and made anew with the new one.
    /// </summary>
    /// <param name="step">What is asked for.</param>
    /// <param name="context">The release at its new place.</param>
    /// <param name="draft">The revision.</param>
    /// <param name="before">The objects of the old release.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The objects that are handed over, or why the release does not move.</returns>
    public async Task<(IReadOnlyList<ObjectKey> HandedOver, PreparationFailure? Failure)> JudgeMoveAsync(
        Step.PrepareRevision step, StepContext context, RevisionDraft draft, IReadOnlyList<ReleaseObject> before, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<ReleaseObject> wanted = await WantedAsync(step, context, draft, cancellation);
            if ((await OwnedAsync(step, context, ChangedObjects.Between(before, wanted).Added, cancellation)
                ?? await namespaces.MissingAsync(wanted, OwnNamespaces(step, context, draft, wanted), cancellation)) is { } obstacle)
            {
                return ([], obstacle);
            }

            HashSet<ObjectKey> common = [.. before.Select(item => item.Key).Intersect(wanted.Select(item => item.Key))];
            IReadOnlyList<ObjectRefusal> refusals = await TryAsync(step, context, draft, wanted, before, item => common.Contains(item.Key) || DryRunPolicy.CanBeRefused(item.Kind, account is not null), cancellation);
            ILookup<bool, ObjectRefusal> anew = refusals.ToLookup(refusal => refusal.MayBeReplaced && common.Contains(refusal.Object.Key));
            common.ExceptWith(anew[true].Select(refusal => refusal.Object.Key));
            return ([.. common], Failure([.. anew[false]]));
        }
        catch (ManifestException exception)
        {
            return ([], PreparationFailure.Of(exception));
        }
    }

    /// <summary>The objects of a rendered revision.</summary>
    /// <exception cref="ManifestException">A document is no object, or of a kind that the server lacks.</exception>
    public Task<IReadOnlyList<ReleaseObject>> WantedAsync(Step.PrepareRevision step, StepContext context, RevisionDraft draft, CancellationToken cancellation)
    {
        HashSet<GroupKind> ownKinds = [.. ReleasePrerequisites.KindsOf(step, context, draft.Rendered)];
        return ManifestReader.ReadAsync(draft.Rendered.Manifest, client.Mapper, context.Release.ReleaseNamespace, (kind, _) => ownKinds.Contains(kind.GroupKind), cancellation);
    }

    // What is changed, of those that may be tried: not what is of a kind, or in a namespace, that the operation itself makes.
    private Task<IReadOnlyList<ObjectRefusal>> TryAsync(
        Step.PrepareRevision step,
        StepContext context,
        RevisionDraft draft,
        IReadOnlyList<ReleaseObject> wanted,
        IReadOnlyList<ReleaseObject> before,
        Func<ReleaseObject, bool> isTried,
        CancellationToken cancellation)
    {
        ChangedObjects changes = ChangedObjects.Between(before, wanted);
        HashSet<ObjectKey> changed = [.. changes.Added.Concat(changes.Changed).Select(item => item.Key)];
        HashSet<GroupKind> ownKinds = [.. ReleasePrerequisites.KindsOf(step, context, draft.Rendered)];
        HashSet<string> ownNamespaces = OwnNamespaces(step, context, draft, wanted);
        IEnumerable<ReleaseObject> tried = wanted.Where(item => changed.Contains(item.Key) && isTried(item) && !ownKinds.Contains(item.Kind.GroupKind) && !(item.Namespace is { } ns && ownNamespaces.Contains(ns)));
        return applier.DryRunAsync(ApplyTask.Pair(tried, before), context.Ownership, policy.Of(context.Release.Spec, step.Type, draft.Pending.ApplyMethod), cancellation);
    }

    // What goes is deleted when everything else is done: that would be too late to find out that it may not.
    private async Task<IReadOnlyList<ObjectRefusal>> TryDeletionsAsync(StepContext context, IReadOnlyList<ReleaseObject> removed, CancellationToken cancellation) =>
    [
        .. (await applier.DryRunDeleteAsync(removed, context.Ownership, cancellation)).Select(refusal => refusal with
        {
            Message = $"{refusal.Message}; it is no part of the new revision and would be deleted: let it be deleted, or keep it with the annotation helm.sh/resource-policy: keep",
        }),
    ];

    // The operation makes them itself: by the release, by its hooks, or before both.
    private static HashSet<string> OwnNamespaces(Step.PrepareRevision step, StepContext context, RevisionDraft draft, IReadOnlyList<ReleaseObject> wanted)
    {
        HashSet<string> own = [.. wanted.Where(item => item.Kind is { Group: "", Kind: "Namespace" }).Select(item => item.Name)];
        own.UnionWith((draft.Pending.Hooks ?? []).Where(hook => hook.Kind == "Namespace").Select(hook => hook.Name ?? ""));
        if (ReleasePrerequisites.CreatesNamespace(step, context))
        {
            own.Add(context.Release.ReleaseNamespace);
        }

        return own;
    }

    // What the account lacks a right for is named before what is wrong with other objects: it is tried again when rights change.
    private PreparationFailure? Failure(IReadOnlyList<ObjectRefusal> refusals)
    {
        if (account is not null && refusals.FirstOrDefault(refusal => account.IsNamedIn(refusal.Message)) is { } forbidden)
        {
            return new PreparationFailure(Reasons.Refused, forbidden.Message, forbidden.Object.Key.ToString());
        }

        return refusals is [{ } first, ..] ? new PreparationFailure(Reasons.Refused, first.Message, first.Object.Key.ToString(), first.IsTransient) : null;
    }

    private async Task<PreparationFailure?> OwnedAsync(Step.PrepareRevision step, StepContext context, IReadOnlyList<ReleaseObject> added, CancellationToken cancellation)
    {
        if (await owners.FindAsync(context.Release, added, account, cancellation) is var (item, owner))
        {
            string message = $"{item.Key} belongs to HelmRelease {owner.Namespace}/{owner.Name}: give the object another name, or take it out of that release first";
            return new PreparationFailure(Reasons.ObjectOwned, message, item.Key.ToString());
        }

        bool isInstall = step.Type == OperationType.Install;
        bool isStrict = context.Release.Spec.Adoption == AdoptionPolicy.Strict;
        if (!isStrict && !(isInstall ? context.Release.Spec.Install is { DisableTakeOwnership: true } : context.Release.Spec.Upgrade is { DisableTakeOwnership: true }))
        {
            return null;
        }

        IReadOnlySet<ObjectKey> handedOver = HandedOverObjects.Of(context.Release)?.Keys ?? new HashSet<ObjectKey>();
        foreach (ReleaseObject candidate in added.Where(item => !handedOver.Contains(item.Key)))
        {
            if (await client.Mapper.FindAsync(candidate.Kind, cancellation) is { } mapping
                && await client.Metadata(mapping).GetAsync(candidate.NamespacedName, cancellation) is { } live
                && context.Ownership.Conflict(candidate, new JsonObject { ["metadata"] = live.Metadata.Content.DeepClone() }) is { } conflict)
            {
                owners.AwaitMaker(context.Release, candidate.Key, live.Metadata);
                return isStrict
                    ? new PreparationFailure(Reasons.ObjectExists, $"{candidate.Key} exists already, {Maker(live.Metadata)}, and spec.adoption is Strict: delete it, give the object another name, or set spec.adoption to Adopt", candidate.Key.ToString())
                    : new PreparationFailure(Reasons.ObjectExists, $"unable to continue with {(isInstall ? "install" : "update")}: {conflict}: delete it, give the object another name, or set spec.{(isInstall ? "install" : "upgrade")}.disableTakeOwnership to false", candidate.Key.ToString());
            }
        }

        return null;
    }

    private static string Maker(ObjectMeta live) => OwnershipMetadata.ReleaseOf(live) is var (ns, name)
        ? $"of release {ns}/{name}"
        : "made by somebody else than Helm";
}
