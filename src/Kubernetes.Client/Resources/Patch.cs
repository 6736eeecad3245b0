using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Http;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>A change of an object. Server-side apply has its own verb.</summary>
public sealed class Patch
{
    private Patch(string contentType, JsonNode body)
    {
        ContentType = contentType;
        Body = body;
    }

    public string ContentType { get; }

    public JsonNode Body { get; }

    /// <summary>RFC 7386: null deletes a field, lists are replaced. With <c>metadata.resourceVersion</c> it fails on a newer object.</summary>
    public static Patch Merge(JsonObject body) => new(MediaTypes.MergePatch, body);

    /// <summary>RFC 6902: a list of operations.</summary>
    public static Patch Json(JsonArray operations) => new(MediaTypes.JsonPatch, operations);

    /// <summary>Lists are merged by the keys of their types; built-in kinds only.</summary>
    public static Patch StrategicMerge(JsonObject body) => new(MediaTypes.StrategicMergePatch, body);
}
