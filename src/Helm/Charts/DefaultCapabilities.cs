namespace Steersman.Helm.Charts;

/// <summary>What Helm 4.3.1 knows of Kubernetes without a cluster (<c>common.DefaultCapabilities</c>).</summary>
public static class DefaultCapabilities
{
    /// <summary>The version of the client library that Helm is built with.</summary>
    public static KubeVersion KubeVersion { get; } = new("v1.37.0", "v1.37.0", "1", "37");

    /// <summary>The group versions of that library, in its order; without kinds.</summary>
    public static IReadOnlyList<string> ApiVersions { get; } =
    [
        "v1",
        .. Group("admissionregistration.k8s.io", "v1", "v1alpha1", "v1beta1"),
        .. Group("internal.apiserver.k8s.io", "v1alpha1"),
        .. Group("apps", "v1", "v1beta1", "v1beta2"),
        .. Group("authentication.k8s.io", "v1", "v1alpha1", "v1beta1"),
        .. Group("authorization.k8s.io", "v1", "v1beta1"),
        .. Group("autoscaling", "v1", "v2"),
        .. Group("batch", "v1", "v1beta1"),
        .. Group("certificates.k8s.io", "v1", "v1beta1", "v1alpha1"),
        .. Group("coordination.k8s.io", "v1alpha2", "v1beta1", "v1"),
        .. Group("discovery.k8s.io", "v1", "v1beta1"),
        .. Group("events.k8s.io", "v1", "v1beta1"),
        .. Group("extensions", "v1beta1"),
        .. Group("flowcontrol.apiserver.k8s.io", "v1", "v1beta1", "v1beta2", "v1beta3"),
        .. Group("lifecycle.k8s.io", "v1alpha1"),
        .. Group("networking.k8s.io", "v1", "v1beta1"),
        .. Group("node.k8s.io", "v1", "v1alpha1", "v1beta1"),
        .. Group("policy", "v1", "v1beta1"),
        .. Group("rbac.authorization.k8s.io", "v1", "v1beta1", "v1alpha1"),
        .. Group("resource.k8s.io", "v1", "v1beta2", "v1beta1", "v1alpha3"),
        .. Group("scheduling.k8s.io", "v1alpha3", "v1beta1", "v1"),
        .. Group("storage.k8s.io", "v1beta1", "v1", "v1alpha1"),
        .. Group("storagemigration.k8s.io", "v1", "v1beta1"),
        .. Group("apiextensions.k8s.io", "v1beta1", "v1"),
    ];

    /// <summary>Both of them.</summary>
    public static Capabilities Capabilities { get; } = new(KubeVersion, ApiVersions);

    private static IEnumerable<string> Group(string group, params string[] versions) => versions.Select(version => $"{group}/{version}");
}
