namespace Steersman.Helm.Charts;

/// <summary>A version of Kubernetes as charts see it in <c>.Capabilities.KubeVersion</c>.</summary>
/// <param name="Version">As the cluster or the user gave it, with a leading v, such as <c>v1.33.4-gke.1245000</c>.</param>
/// <param name="NormalizedVersion">The form for constraints, <c>v1.33.4</c>; empty for a live cluster, where <see cref="Version"/> serves.</param>
/// <param name="Major">Major version, as text.</param>
/// <param name="Minor">Minor version, as text; a live cluster may say <c>29+</c>.</param>
public sealed record KubeVersion(string Version, string NormalizedVersion, string Major, string Minor)
{
    /// <inheritdoc/>
    public override string ToString() => NormalizedVersion.Length > 0 ? NormalizedVersion : Version;
}
