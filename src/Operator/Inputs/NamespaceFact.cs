using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Inputs;

/// <summary>What is kept of a Namespace.</summary>
/// <param name="IsDeleted">It is being deleted: nothing can be created in it.</param>
internal sealed record NamespaceFact(bool IsDeleted)
{
    public static NamespaceFact Decode(JsonElement resource) => new((resource.Field("metadata"u8) ?? default).Text("deletionTimestamp"u8) is not null);
}
