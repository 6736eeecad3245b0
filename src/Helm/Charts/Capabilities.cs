namespace Steersman.Helm.Charts;

/// <summary>What a chart can ask about the cluster: its version and its API versions. Immutable and shareable.</summary>
/// <param name="KubeVersion">The version of Kubernetes.</param>
/// <param name="ApiVersions"><c>group/version</c> and, from a live cluster, <c>group/version/Kind</c>, in the cluster's order.</param>
public sealed record Capabilities(KubeVersion KubeVersion, IReadOnlyList<string> ApiVersions);
