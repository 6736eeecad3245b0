using System.Globalization;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Rules.Readers;

namespace Steersman.Kubernetes.Status.Rules.Legacy;

/// <summary>The ReplicaSet of a Deployment's present pod template (deploymentutil.GetNewReplicaSet).</summary>
internal static class NewReplicaSet
{
    private const string HashLabel = "pod-template-hash";

    /// <summary>The oldest owned ReplicaSet whose template equals the Deployment's but for the hash label; null where there is none yet.</summary>
    public static JsonObject? Find(JsonObject deployment, IReadOnlyCollection<JsonObject> cluster)
    {
        LabelSelector labels = new(Fields.Find(deployment, "spec.selector") as JsonObject ?? []);
        string ns = Fields.GetString(deployment, "metadata.namespace");
        JsonNode? template = WithoutHash(Fields.Find(deployment, "spec.template"));
        return cluster
            .Where(set => Fields.GetString(set, "kind") == "ReplicaSet"
                && Fields.GetString(set, "metadata.namespace") == ns
                && labels.Matches(Fields.Find(set, "metadata.labels") as JsonObject)
                && IsControlledBy(set, Fields.GetString(deployment, "metadata.uid")))
            .OrderBy(CreationTimestamp)
            .ThenBy(set => Fields.GetString(set, "metadata.name"), StringComparer.Ordinal)
            .FirstOrDefault(set => JsonNode.DeepEquals(WithoutHash(Fields.Find(set, "spec.template")), template));
    }

    private static bool IsControlledBy(JsonObject obj, string uid) =>
        (Fields.Find(obj, "metadata.ownerReferences") as JsonArray ?? []).Any(item => item is JsonObject owner
            && owner["controller"] is JsonValue controller
            && controller.TryGetValue(out bool isController)
            && isController
            && Fields.GetString(owner, "uid") == uid);

    private static DateTimeOffset CreationTimestamp(JsonObject obj) =>
        DateTimeOffset.TryParse(
            Fields.GetString(obj, "metadata.creationTimestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset created)
            ? created
            : DateTimeOffset.MinValue;

    private static JsonNode? WithoutHash(JsonNode? template)
    {
        JsonNode? copy = template?.DeepClone();
        if (copy is JsonObject { } map && Fields.Find(map, "metadata.labels") is JsonObject labels)
        {
            labels.Remove(HashLabel);
        }

        return copy;
    }
}
