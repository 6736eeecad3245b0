using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>What a workload makes pods of, read from its manifest. Nothing in it is taken for granted: whatever has another form counts as absent.</summary>
/// <param name="Content">Metadata and spec of the pods.</param>
internal sealed record PodTemplate(JsonObject Content)
{
    /// <summary>The template of a workload; null where the object is none.</summary>
    public static PodTemplate? Of(ReleaseObject item) => item.Kind switch
    {
        { Group: "apps", Kind: "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" } or { Group: "batch", Kind: "Job" } or { Group: "", Kind: "ReplicationController" } => In(Object(item.Content, "spec")),
        { Group: "batch", Kind: "CronJob" } => In(Object(Object(Object(item.Content, "spec"), "jobTemplate"), "spec")),
        { Group: "", Kind: "Pod" } => new PodTemplate(item.Content),
        _ => null,
    };

    /// <summary>The containers that run in the pods; of those that run before them only where asked.</summary>
    public IEnumerable<JsonObject> Containers(bool initial) => Objects(Object(Content, "spec"), initial ? "initContainers" : "containers");

    /// <summary>Every reference to a ConfigMap or Secret, or to a key of one.</summary>
    public IEnumerable<ConfigReference> AllReferences() => All().OfType<ConfigReference>();

    /// <summary>The ConfigMaps and Secrets that the pods use, each once.</summary>
    public IEnumerable<ConfigReference> References() => AllReferences().OrderBy(reference => reference.IsOptional).DistinctBy(reference => (reference.Kind, reference.Name));

    private static PodTemplate? In(JsonObject? spec) => Object(spec, "template") is { } template ? new PodTemplate(template) : null;

    private IEnumerable<ConfigReference?> All()
    {
        foreach (JsonObject volume in Objects(Object(Content, "spec"), "volumes"))
        {
            foreach (ConfigReference? reference in Files("Secret", Object(volume, "secret"), "secretName").Concat(Files("ConfigMap", Object(volume, "configMap"))))
            {
                yield return reference;
            }

            foreach (ConfigReference? reference in Objects(Object(volume, "projected"), "sources").SelectMany(source => Files("Secret", Object(source, "secret")).Concat(Files("ConfigMap", Object(source, "configMap")))))
            {
                yield return reference;
            }
        }

        foreach (JsonObject container in Containers(initial: false).Concat(Containers(initial: true)))
        {
            foreach (JsonObject source in Objects(container, "env").Select(variable => Object(variable, "valueFrom")).OfType<JsonObject>())
            {
                yield return Key(To("Secret", Object(source, "secretKeyRef")), Object(source, "secretKeyRef"), isVariable: true);
                yield return Key(To("ConfigMap", Object(source, "configMapKeyRef")), Object(source, "configMapKeyRef"), isVariable: true);
            }

            foreach (JsonObject source in Objects(container, "envFrom"))
            {
                yield return To("Secret", Object(source, "secretRef"));
                yield return To("ConfigMap", Object(source, "configMapRef"));
            }
        }
    }

    // A volume of some keys needs each of them.
    private static IEnumerable<ConfigReference?> Files(string kind, JsonObject? source, string field = "name")
    {
        ConfigReference? whole = To(kind, source, field);
        JsonObject[] items = [.. Objects(source, "items")];
        return items.Length == 0 ? [whole] : items.Select(item => Key(whole, item, isVariable: false));
    }

    private static ConfigReference? Key(ConfigReference? reference, JsonObject? source, bool isVariable) =>
        reference is null ? null : reference with { Key = source?.GetString("key") is { Length: > 0 } key ? key : null, IsVariable = isVariable };

    private static ConfigReference? To(string kind, JsonObject? reference, string field = "name") =>
        reference?.GetString(field) is { Length: > 0 } name ? new ConfigReference(kind, name, reference.GetBool("optional") == true) : null;

    private static JsonObject? Object(JsonObject? parent, string field) => parent?[field] as JsonObject;

    private static IEnumerable<JsonObject> Objects(JsonObject? parent, string field) => (parent?[field] as JsonArray ?? []).OfType<JsonObject>();
}
