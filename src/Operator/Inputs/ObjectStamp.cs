using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Inputs;

/// <summary>What is kept of an object that is only referred to.</summary>
/// <param name="ResourceVersion">Its version: another one means that it must be read again.</param>
internal sealed record ObjectStamp(string ResourceVersion)
{
    public static ObjectStamp Decode(JsonElement resource) => new((resource.Field("metadata"u8) ?? default).Text("resourceVersion"u8) ?? "");
}
