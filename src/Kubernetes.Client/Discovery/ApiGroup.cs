using System.Collections.Frozen;
using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>What is known of one API group.</summary>
internal sealed class ApiGroup
{
    private readonly FrozenDictionary<GroupVersionKind, ResourceMapping> _byKind;

    /// <param name="name">Empty for the core group.</param>
    /// <param name="resources">In the server's order of preference of versions.</param>
    /// <param name="failure">Why some of its versions are not known; null if all are.</param>
    internal ApiGroup(string name, ImmutableArray<ResourceMapping> resources, KubernetesException? failure = null)
    {
        Name = name;
        Resources = resources;
        Failure = failure;
        _byKind = resources.DistinctBy(resource => resource.Kind).ToFrozenDictionary(resource => resource.Kind);
    }

    internal string Name { get; }

    internal ImmutableArray<ResourceMapping> Resources { get; }

    internal KubernetesException? Failure { get; }

    internal ResourceMapping? Find(GroupVersionKind kind) => _byKind.GetValueOrDefault(kind);

    internal ImmutableArray<ResourceMapping> Find(string kind) =>
        [.. Resources.Where(resource => string.Equals(resource.Kind.Kind, kind, StringComparison.Ordinal)).DistinctBy(resource => resource.Kind)];
}
