using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Releases.Applying;

/// <summary>Names the protocol of ports that leave it out: servers before 1.21 know no default for this key of a list and refuse the apply.</summary>
internal static class PortProtocols
{
    private const int MaxDepth = 16;

    /// <summary>True where the server refused an apply for want of a protocol.</summary>
    public static bool AreWanted(KubernetesApiException exception) => exception.Status.Message.Contains("omits key field \"protocol\"", StringComparison.Ordinal);

    /// <summary>Writes TCP, the default of the API, into the ports of a Service and of containers at any depth.</summary>
    public static JsonObject AddTo(JsonObject content)
    {
        if (content["kind"]?.ToString() == "Service")
        {
            Fill(content["spec"]?["ports"]);
        }

        Walk(content, 0);
        return content;
    }

    private static void Walk(JsonNode? node, int depth)
    {
        if (depth > MaxDepth || node is not JsonObject map)
        {
            return;
        }

        foreach ((string name, JsonNode? value) in map)
        {
            if (name is "containers" or "initContainers" or "ephemeralContainers" && value is JsonArray containers)
            {
                foreach (JsonObject container in containers.OfType<JsonObject>())
                {
                    Fill(container["ports"]);
                }
            }
            else
            {
                Walk(value, depth + 1);
            }
        }
    }

    private static void Fill(JsonNode? ports)
    {
        foreach (JsonObject port in (ports as JsonArray ?? []).OfType<JsonObject>())
        {
            if (port["protocol"] is null)
            {
                port["protocol"] = "TCP";
            }
        }
    }
}
