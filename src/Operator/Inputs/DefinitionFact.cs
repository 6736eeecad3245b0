using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Inputs;

/// <summary>What is kept of a CustomResourceDefinition.</summary>
/// <param name="IsEstablished">The server serves its kind.</param>
/// <param name="IsDeleted">It is being deleted, and with it every object of its kind.</param>
internal sealed record DefinitionFact(bool IsEstablished, bool IsDeleted)
{
    public static DefinitionFact Decode(JsonElement resource)
    {
        bool isEstablished = false;
        foreach (JsonElement condition in (resource.Field("status"u8) ?? default).Items("conditions"u8))
        {
            isEstablished |= condition.Text("type"u8) == "Established" && condition.Text("status"u8) == "True";
        }

        return new DefinitionFact(isEstablished, (resource.Field("metadata"u8) ?? default).Text("deletionTimestamp"u8) is not null);
    }
}
