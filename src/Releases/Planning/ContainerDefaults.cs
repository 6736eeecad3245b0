using System.Text.Json.Nodes;

namespace Steersman.Releases.Planning;

/// <summary>What containers get that name no requests or limits of their own: the defaults of a namespace's LimitRanges.</summary>
/// <param name="Requests">By resource.</param>
/// <param name="Limits">By resource.</param>
/// <remarks>The server fills in the LimitRange's own defaults when it is written; see <c>plugin/pkg/admission/limitranger</c> of Kubernetes.</remarks>
public sealed record ContainerDefaults(IReadOnlyDictionary<string, decimal> Requests, IReadOnlyDictionary<string, decimal> Limits)
{
    /// <summary>Of a namespace without any.</summary>
    public static ContainerDefaults None { get; } = new(new Dictionary<string, decimal>(), new Dictionary<string, decimal>());

    /// <summary>Those of some LimitRanges; of two that say something of one resource the first counts.</summary>
    public static ContainerDefaults Of(IEnumerable<JsonObject> limitRanges)
    {
        Dictionary<string, decimal> requests = new(StringComparer.Ordinal);
        Dictionary<string, decimal> limits = new(StringComparer.Ordinal);
        foreach (JsonObject item in limitRanges.SelectMany(range => ((range["spec"] as JsonObject)?["limits"] as JsonArray ?? []).OfType<JsonObject>()).Where(item => item["type"] is JsonValue type && type.ToString() == "Container"))
        {
            Add(requests, item["defaultRequest"]);
            Add(limits, item["default"]);
        }

        return new ContainerDefaults(requests, limits);
    }

    private static void Add(Dictionary<string, decimal> known, JsonNode? named)
    {
        foreach ((string resource, JsonNode? value) in named as JsonObject ?? [])
        {
            if (Quantity.Of(value) is { } number)
            {
                known.TryAdd(resource, number);
            }
        }
    }
}
