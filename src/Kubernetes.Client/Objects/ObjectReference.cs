using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Names one object of any kind: what an event is about.</summary>
public sealed record ObjectReference(string ApiVersion, string Kind, string? Namespace, string Name, string? Uid = null, string? ResourceVersion = null, string? FieldPath = null)
{
    public static ObjectReference To(IResource resource) =>
        new(resource.ApiVersion, resource.Kind, resource.Metadata.Namespace, resource.Metadata.Name, resource.Metadata.Uid, resource.Metadata.ResourceVersion);

    /// <summary>The reference as <c>ObjectReference</c> of v1.</summary>
    public JsonObject ToJson()
    {
        JsonObject json = new() { ["apiVersion"] = ApiVersion, ["kind"] = Kind, ["name"] = Name };
        json.Set("namespace", Namespace);
        json.Set("uid", Uid);
        json.Set("resourceVersion", ResourceVersion);
        json.Set("fieldPath", FieldPath);
        return json;
    }
}
