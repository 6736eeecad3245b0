using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Releases.Planning;

/// <summary>What one pod of a template takes.</summary>
/// <param name="template">The template.</param>
/// <param name="defaults">What its containers get that name nothing.</param>
internal sealed class PodResources(PodTemplate template, ContainerDefaults defaults)
{
    private const decimal Most = 1e18m;

    /// <summary>Requests or limits of a resource, as the scheduler counts: what runs together, or the most that runs before (<c>resource.PodRequests</c> in Kubernetes' component-helpers).</summary>
    public decimal Of(bool isRequest, string resource)
    {
        decimal sidecars = 0;
        decimal before = 0;
        foreach (JsonObject container in template.Containers(initial: true))
        {
            decimal own = OfContainer(container, isRequest, resource);
            if (container.GetString("restartPolicy") == "Always")
            {
                sidecars += own;
                before = Math.Max(before, sidecars);
            }
            else
            {
                before = Math.Max(before, sidecars + own);
            }
        }

        return Math.Min(Most, Math.Max(before, sidecars + template.Containers(initial: false).Sum(container => OfContainer(container, isRequest, resource))));
    }

    /// <summary>The first container that names neither itself nor by defaults what it takes of a resource; null where each does.</summary>
    public string? Unnamed(bool isRequest, string resource) => (template.Content["spec"] as JsonObject)?["resources"] is JsonObject
        ? null
        : template.Containers(initial: false).Concat(template.Containers(initial: true)).FirstOrDefault(container => Named(container, isRequest, resource) is null) is { } container ? container.GetString("name") ?? "" : null;

    private decimal OfContainer(JsonObject container, bool isRequest, string resource) => Math.Clamp(Named(container, isRequest, resource) ?? 0, 0, Most);

    // Where only a limit is given the request is the same; that comes before the defaults.
    private decimal? Named(JsonObject container, bool isRequest, string resource)
    {
        JsonObject? resources = container.GetObject("resources");
        decimal? limit = Quantity.Of((resources?["limits"] as JsonObject)?[resource]);
        return isRequest
            ? Quantity.Of((resources?["requests"] as JsonObject)?[resource]) ?? limit ?? (defaults.Requests.TryGetValue(resource, out decimal request) ? request : null)
            : limit ?? (defaults.Limits.TryGetValue(resource, out decimal standard) ? standard : null);
    }
}
