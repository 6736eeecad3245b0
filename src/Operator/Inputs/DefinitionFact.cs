using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Inputs;

/// <summary>What is kept of a CustomResourceDefinition.</summary>
/// <param name="IsEstablished">The server serves its kind.</param>
/// <param name="IsDeleted">It is being deleted, and with it every object of its kind.</param>
/// <param name="Version">The version by which its objects are best read: the stable one, else the last that is served.</param>
internal sealed record DefinitionFact(bool IsEstablished, bool IsDeleted, string Version)
{
    public static DefinitionFact Decode(JsonElement resource)
    {
        bool isEstablished = false;
        foreach (JsonElement condition in (resource.Field("status"u8) ?? default).Items("conditions"u8))
        {
            isEstablished |= condition.Text("type"u8) == "Established" && condition.Text("status"u8) == "True";
        }

        return new DefinitionFact(isEstablished, (resource.Field("metadata"u8) ?? default).Text("deletionTimestamp"u8) is not null, VersionOf(resource.Field("spec"u8) ?? default));
    }

    private static bool IsStable(string version) => !version.Contains("alpha", StringComparison.Ordinal) && !version.Contains("beta", StringComparison.Ordinal);

    private static string VersionOf(JsonElement spec)
    {
        List<string> served = [];
        foreach (JsonElement version in spec.Items("versions"u8))
        {
            if (version.Flag("served"u8) == true && version.Text("name"u8) is { } name)
            {
                served.Add(name);
            }
        }

        return served.Find(name => name == "v1") ?? served.Where(IsStable).Max(StringComparer.Ordinal) ?? served.Max(StringComparer.Ordinal) ?? "";
    }
}
