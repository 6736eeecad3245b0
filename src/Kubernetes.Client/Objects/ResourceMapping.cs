using System.Collections.Immutable;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Where the API server serves a kind, and what it can do with it.</summary>
/// <param name="Kind">The kind that is served.</param>
/// <param name="Plural">The name in the path, such as <c>deployments</c>.</param>
/// <param name="Scope">Whether its objects live in namespaces.</param>
/// <param name="Verbs">The verbs that the server announces; empty where they are not known.</param>
public sealed record ResourceMapping(GroupVersionKind Kind, string Plural, ResourceScope Scope, ImmutableArray<string> Verbs)
{
    /// <summary>Names of subresources such as <c>status</c>; empty where they are not known.</summary>
    public ImmutableArray<string> Subresources { get; init; } = [];

    public bool IsNamespaced => Scope == ResourceScope.Namespaced;

    /// <summary>True if the server announces the verb.</summary>
    public bool Supports(string verb) => Verbs.Contains(verb, StringComparer.Ordinal);

    /// <summary>A mapping of a kind that is known without discovery.</summary>
    public static ResourceMapping Known(string group, string version, string kind, string plural, ResourceScope scope = ResourceScope.Namespaced) =>
        new(new GroupVersionKind(group, version, kind), plural, scope, []);

    public override string ToString() => Kind.Group.Length == 0 ? Plural : $"{Plural}.{Kind.Group}";
}
