using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Reconciling;

/// <summary>Looks at what a release depends on, and at what depends on it, as the watches show it.</summary>
/// <param name="client">The cluster of the HelmReleases.</param>
/// <param name="facts">Shows them.</param>
/// <param name="watches">Watch objects of other kinds.</param>
/// <param name="accounts">What service accounts may see there.</param>
/// <param name="defaultAccount">Service account of releases that name none; null: the operator itself.</param>
internal sealed class DependencyObserver(IKubernetesClient client, ClusterFacts facts, DependencyWatches watches, AccountBook accounts, string? defaultAccount)
{
    // Rights are watched; this is only the net below.
    private static readonly TimeSpan ForbiddenCheck = TimeSpan.FromMinutes(5);

    public async Task<DependencyView> ObserveAsync(HelmRelease release, ReleaseMemory memory, DateTimeOffset now, CancellationToken cancellation)
    {
        if (release.IsDeleted)
        {
            return Dependents(release);
        }

        if (release.Spec.DependsOn is not { Count: > 0 } dependencies)
        {
            watches.Forget(release.Metadata.Key);
            memory.ReadySince.Clear();
            return DependencyView.None;
        }

        if (await RefusalAsync(release, dependencies, cancellation) is { } refusal)
        {
            watches.Forget(release.Metadata.Key);
            return new DependencyView { NotReady = refusal, IsForbidden = true, DueAt = now + ForbiddenCheck };
        }

        IReadOnlyDictionary<DependencyReference, DependencyKey> objects = await FollowAsync(release, dependencies, cancellation);
        if (FindPath(release, release.Metadata.Key) is { } path)
        {
            return new DependencyView { Cycle = string.Join(" → ", [release.Metadata.Key, .. path]) };
        }

        foreach (DependencyReference gone in memory.ReadySince.Keys.Except(dependencies).ToArray())
        {
            memory.ReadySince.Remove(gone);
        }

        DependencyView view = DependencyView.None;
        foreach (DependencyReference dependency in dependencies)
        {
            (string? why, DateTimeOffset? due) = Judge(release, dependency, objects, memory, now);
            view = view with { NotReady = view.NotReady ?? why, DueAt = due is null || view.DueAt < due ? view.DueAt : due };
        }

        return view;
    }

    // Expressions tell whatever is in an object, and readiness that it is there. Of the releases of its own namespace everybody may know.
    private async Task<string?> RefusalAsync(HelmRelease release, IReadOnlyList<DependencyReference> dependencies, CancellationToken cancellation)
    {
        if (ReleaseConnections.AccountOf(release, defaultAccount) is not { } account)
        {
            return null;
        }

        foreach (DependencyReference dependency in dependencies)
        {
            string? ns = dependency.Namespace ?? release.Metadata.Namespace;
            if ((dependency.IsHelmRelease && ns == release.Metadata.Namespace) || await client.Mapper.FindAsync(KindOf(dependency), cancellation) is not { } mapping)
            {
                continue;
            }

            if (!await accounts.Of(account).MayAsync("get", mapping, mapping.IsNamespaced ? ns : null, dependency.Name, cancellation))
            {
                string where = mapping.IsNamespaced ? $" in the namespace \"{ns}\"" : "";
                return $"dependency '{Display(release, dependency)}': service account {account} cannot get resource \"{mapping}\"{where}: grant it by a Role and a RoleBinding there, or take the dependency away";
            }
        }

        return null;
    }

    private DependencyView Dependents(HelmRelease release)
    {
        // Whoever is in a circle with this release would wait for it in turn.
        HelmRelease[] dependents = [.. facts.Dependents(release.Metadata.Key).Where(other => other.Metadata.Key != release.Metadata.Key && FindPath(release, other.Metadata.Key) is null)];
        return dependents.Length == 0 ? DependencyView.None : new DependencyView
        {
            GoingDependents = [.. dependents.Where(other => other.IsDeleted).Select(other => other.Metadata.Key.ToString())],
            StayingDependents = [.. dependents.Where(other => !other.IsDeleted).Select(other => other.Metadata.Key.ToString())],
        };
    }

    private async Task<IReadOnlyDictionary<DependencyReference, DependencyKey>> FollowAsync(HelmRelease release, IReadOnlyList<DependencyReference> dependencies, CancellationToken cancellation)
    {
        Dictionary<DependencyReference, DependencyKey> keys = [];
        Dictionary<DependencyKey, ResourceMapping> objects = [];
        foreach (DependencyReference dependency in dependencies.Where(dependency => !dependency.IsHelmRelease))
        {
            if (await client.Mapper.FindAsync(KindOf(dependency), cancellation) is { } mapping)
            {
                string? ns = mapping.Scope == ResourceScope.Cluster ? null : dependency.Namespace ?? release.Metadata.Namespace;
                keys[dependency] = new DependencyKey(mapping.Kind, new NamespacedName(ns, dependency.Name));
                objects[keys[dependency]] = mapping;
            }
        }

        watches.Follow(release.Metadata.Key, objects);
        return keys;
    }

    private (string? Why, DateTimeOffset? Due) Judge(
        HelmRelease release, DependencyReference dependency, IReadOnlyDictionary<DependencyReference, DependencyKey> objects, ReleaseMemory memory, DateTimeOffset now)
    {
        (string? why, DateTimeOffset? since) = dependency.IsHelmRelease ? OfRelease(release, dependency) : OfObject(release, dependency, objects, now);
        if (why is not null)
        {
            memory.ReadySince.Remove(dependency);
            return (why, null);
        }

        if (dependency.ReadyFor is not { } wanted)
        {
            return (null, null);
        }

        if (since is null && !memory.ReadySince.TryAdd(dependency, now))
        {
            since = memory.ReadySince[dependency];
        }

        DateTimeOffset due = (since ?? now) + wanted;
        return due <= now ? (null, null) : ($"dependency '{Display(release, dependency)}' is ready, and has to be for {Api.GoDuration.Format(wanted)}, until {due.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}", due);
    }

    private (string? Why, DateTimeOffset? Since) OfRelease(HelmRelease release, DependencyReference dependency)
    {
        NamespacedName key = new(dependency.Namespace ?? release.Metadata.Namespace, dependency.Name);
        if (facts.HelmRelease(key) is not { } other)
        {
            return ($"unable to get '{key}' dependency: there is no such HelmRelease: create it, or take it out of spec.dependsOn", null);
        }

        if (dependency.ReadyExpr is not null)
        {
            return (ByExpression(release, dependency, ReadyExpressions.Content(other)), null);
        }

        Condition? ready = other.CurrentStatus.Find(ConditionTypes.Ready);
        return ready?.Status == StatusExtensions.True && other.CurrentStatus.ObservedGeneration == other.Metadata.Generation
            ? (null, ready.LastTransitionTime)
            : ($"dependency '{key}' is not ready", null);
    }

    private (string? Why, DateTimeOffset? Since) OfObject(
        HelmRelease release, DependencyReference dependency, IReadOnlyDictionary<DependencyReference, DependencyKey> objects, DateTimeOffset now)
    {
        string display = Display(release, dependency);
        if (!objects.TryGetValue(dependency, out DependencyKey key))
        {
            return ($"unable to get '{display}' dependency: the cluster does not serve {KindOf(dependency)}: install its definition, or mend apiVersion and kind in spec.dependsOn", null);
        }

        if (watches.Find(key, out bool isKnown) is not { } found)
        {
            return (isKnown ? $"unable to get '{display}' dependency: there is no such object: create it, or take it out of spec.dependsOn" : $"dependency '{display}' was not seen yet", null);
        }

        if (dependency.ReadyExpr is not null)
        {
            return (ByExpression(release, dependency, found.Content), null);
        }

        KstatusResult result = Kstatus.Compute(found.Content, now);
        return (result.State == KstatusState.Current ? null : $"dependency '{display}' is not ready: {result.Message}", null);
    }

    private static string? ByExpression(HelmRelease release, DependencyReference dependency, JsonObject content)
    {
        if (ReadyExpressions.IsReady(dependency, ReadyExpressions.Content(release), content, out string? error))
        {
            return null;
        }

        // An error's text may hold what the object holds.
        string display = Display(release, dependency);
        bool isSecret = KindOf(dependency).GroupKind is { Group: "", Kind: "Secret" };
        return error is null || isSecret ? $"dependency '{display}' is not ready according to readyExpr eval" : $"dependency '{display}' is not ready: readyExpr: {error}";
    }

    private List<NamespacedName>? FindPath(HelmRelease from, NamespacedName to) =>
        ReleaseIndexes.DependenciesOf(from).Select(next => FindPathFrom(next, to)).FirstOrDefault(path => path is not null);

    // Depth first, each HelmRelease once.
    private List<NamespacedName>? FindPathFrom(NamespacedName from, NamespacedName to)
    {
        HashSet<NamespacedName> seen = [];
        Stack<(NamespacedName Key, List<NamespacedName> Path)> open = new([(from, [from])]);
        while (open.TryPop(out (NamespacedName Key, List<NamespacedName> Path) at))
        {
            if (at.Key == to)
            {
                return at.Path;
            }

            if (seen.Add(at.Key) && facts.HelmRelease(at.Key) is { } release)
            {
                foreach (NamespacedName next in ReleaseIndexes.DependenciesOf(release))
                {
                    open.Push((next, [.. at.Path, next]));
                }
            }
        }

        return null;
    }

    private static GroupVersionKind KindOf(DependencyReference dependency) => GroupVersionKind.Parse(dependency.ApiVersion ?? HelmRelease.Mapping.Kind.ApiVersion, dependency.Kind ?? HelmRelease.Mapping.Kind.Kind);

    private static string Display(HelmRelease release, DependencyReference dependency)
    {
        string name = $"{dependency.Namespace ?? release.Metadata.Namespace}/{dependency.Name}";
        return dependency.IsHelmRelease ? name : $"{dependency.Kind} {name}";
    }
}
