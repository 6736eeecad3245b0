using Steersman.Kubernetes.Client.Configuration;

namespace Steersman.Operator.Connections;

/// <summary>What a release's kubeConfig refers to.</summary>
/// <param name="Id">Names the cluster and as whom it is spoken to, by the digest of the content; null where something is missing.</param>
/// <param name="Configuration">The cluster; null where something is missing.</param>
/// <param name="Missing">What is missing, and the way out; else null.</param>
/// <param name="IsGone">True where the object itself is missing.</param>
internal sealed record KubeConfigRead(string? Id, ClusterConfiguration? Configuration, string? Missing = null, bool IsGone = false);
