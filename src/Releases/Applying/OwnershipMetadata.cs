using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;

namespace Steersman.Releases.Applying;

/// <summary>What is put on live objects and never into the stored manifest: Helm's ownership, and where the release comes from.</summary>
/// <param name="ReleaseName">Name of the Helm release.</param>
/// <param name="ReleaseNamespace">Namespace of the Helm release.</param>
/// <param name="OwnerName">Name of the HelmRelease.</param>
/// <param name="OwnerNamespace">Namespace of the HelmRelease.</param>
public sealed record OwnershipMetadata(string ReleaseName, string ReleaseNamespace, string OwnerName, string OwnerNamespace)
{
    /// <summary>The annotation that names the Helm release.</summary>
    internal const string ReleaseNameAnnotation = "meta.helm.sh/release-name";

    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string ManagedByHelm = "Helm";
    private const string ReleaseNamespaceAnnotation = "meta.helm.sh/release-namespace";

    /// <summary>The label that names the HelmRelease.</summary>
    public string NameLabel { get; init; } = WellKnown.NameLabel;

    /// <summary>The label that names the namespace of the HelmRelease.</summary>
    public string NamespaceLabel { get; init; } = WellKnown.NamespaceLabel;

    private string OwnerLabel => OwnerName.Length <= 63 ? OwnerName : OwnerName[..63].TrimEnd('-', '.');

    /// <summary>A copy of the object with the metadata on it.</summary>
    public JsonObject AddTo(JsonObject content)
    {
        JsonObject copy = (JsonObject)content.DeepClone();
        JsonObject metadata = Child(copy, "metadata");
        JsonObject labels = Child(metadata, "labels");
        labels[ManagedBy] = ManagedByHelm;
        labels[NameLabel] = OwnerLabel;
        labels[NamespaceLabel] = OwnerNamespace;
        JsonObject annotations = Child(metadata, "annotations");
        annotations[ReleaseNameAnnotation] = ReleaseName;
        annotations[ReleaseNamespaceAnnotation] = ReleaseNamespace;
        return copy;
    }

    /// <summary>A merge patch that gives the live object of that UID to this release.</summary>
    public JsonObject Annotations(string? uid) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["uid"] = uid,
            ["annotations"] = new JsonObject { [ReleaseNameAnnotation] = ReleaseName, [ReleaseNamespaceAnnotation] = ReleaseNamespace },
        },
    };

    /// <summary>True where the live object says that it belongs to this release.</summary>
    public bool IsOn(JsonObject live)
    {
        JsonNode? metadata = live["metadata"];
        return Text(metadata?["labels"], ManagedBy) == ManagedByHelm
            && Text(metadata?["annotations"], ReleaseNameAnnotation) == ReleaseName
            && Text(metadata?["annotations"], ReleaseNamespaceAnnotation) == ReleaseNamespace;
    }

    /// <summary>True where the live object says that it comes from this HelmRelease.</summary>
    public bool IsFromOwner(ObjectMeta live)
    {
        ArgumentNullException.ThrowIfNull(live);
        return live.Labels[NameLabel] == OwnerLabel && live.Labels[NamespaceLabel] == OwnerNamespace;
    }

    /// <summary>Namespace and name of the release that a live object says it belongs to; null where it names none.</summary>
    public static (string Namespace, string Name)? ReleaseOf(ObjectMeta live)
    {
        ArgumentNullException.ThrowIfNull(live);
        return live.Annotations[ReleaseNameAnnotation] is { Length: > 0 } name && live.Annotations[ReleaseNamespaceAnnotation] is { Length: > 0 } ns ? (ns, name) : null;
    }

    /// <summary>Why the live object is not this release's, in Helm's words (<c>pkg/action/validate.go</c>); null where it is.</summary>
    public string? Conflict(ReleaseObject item, JsonObject live)
    {
        JsonNode? metadata = live["metadata"];
        string?[] errors =
        [
            Wrong("label validation error", Text(metadata?["labels"], ManagedBy), ManagedBy, ManagedByHelm),
            Wrong("annotation validation error", Text(metadata?["annotations"], ReleaseNameAnnotation), ReleaseNameAnnotation, ReleaseName),
            Wrong("annotation validation error", Text(metadata?["annotations"], ReleaseNamespaceAnnotation), ReleaseNamespaceAnnotation, ReleaseNamespace),
        ];
        string found = string.Join("; ", errors.OfType<string>());
        return found.Length == 0
            ? null
            : $"{item.Kind.Kind} \"{item.Name}\" in namespace \"{item.Namespace}\" exists and cannot be imported into the current release: invalid ownership metadata; {found}";
    }

    private static string? Wrong(string what, string? present, string key, string wanted) => present switch
    {
        null => $"{what}: missing key \"{key}\": must be set to \"{wanted}\"",
        _ when present != wanted => $"{what}: key \"{key}\" must equal \"{wanted}\": current value is \"{present}\"",
        _ => null,
    };

    private static string? Text(JsonNode? map, string key) => map is JsonObject entries && entries[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject child)
        {
            return child;
        }

        child = [];
        parent[name] = child;
        return child;
    }
}
