using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Inputs;

/// <summary>What is kept of a Namespace.</summary>
/// <param name="Uid">Another one means that everything in it was deleted.</param>
/// <param name="IsDeleted">It is being deleted: nothing can be created in it.</param>
internal sealed record NamespaceFact(string? Uid, bool IsDeleted)
{
    public static NamespaceFact Decode(JsonElement resource)
    {
        JsonElement metadata = resource.Field("metadata"u8) ?? default;
        return new NamespaceFact(metadata.Text("uid"u8), metadata.Text("deletionTimestamp"u8) is not null);
    }
}
