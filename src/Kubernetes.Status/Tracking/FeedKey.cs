using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>What one shared watch shows: a kind, in one namespace or in the whole cluster (null).</summary>
public readonly record struct FeedKey(GroupVersionKind Kind, string? Namespace)
{
    /// <summary>The feed keeps whole objects, for the expressions of a release.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The labels of whole objects that are asked for; null: those that Helm gives to objects of releases.</summary>
    public string? Labels { get; init; }

    private const string OfHelm = "app.kubernetes.io/managed-by=Helm";

    /// <summary>
    /// The label selector of the watch; null for all objects. Helm labels every object of a release, so that a cluster's other objects are never sent. What
    /// controllers make of them, and hooks, has no such label, and CRDs of a chart's <c>crds/</c> have none either.
    /// </summary>
    public string? LabelSelector => Labels ?? Kind.GroupKind switch
    {
        { Group: "", Kind: "Pod" } when IsWhole => OfHelm,
        { Group: "batch", Kind: "Job" } when IsWhole => OfHelm,
        { Group: "", Kind: "Pod" or "Event" } => null,
        { Group: "apps", Kind: "ReplicaSet" or "ControllerRevision" } => null,
        { Group: "batch", Kind: "Job" } => null,
        { Group: "storage.k8s.io", Kind: "StorageClass" } => null,
        { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" } => null,
        _ => OfHelm,
    };

    /// <summary>The field selector of the watch; null for all objects.</summary>
    public string? FieldSelector => Kind.GroupKind is { Group: "", Kind: "Event" } ? Objects.EventDecoder.Selector : null;

    public override string ToString() => Namespace is null ? Kind.ToString() : $"{Kind} in {Namespace}";
}
