using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>What the objects of a revision take of a namespace's quotas: pods and their requests and limits by the replicas that are asked for, and the number of objects.</summary>
/// <remarks>Pods that a rolling update adds for a while, those of DaemonSets and CronJobs, and defaults of a LimitRange are not counted.</remarks>
public sealed class QuotaNeeds
{
    private static readonly string[] Counted = ["cpu", "memory", "ephemeral-storage"];
    private readonly Dictionary<string, decimal> _needs = new(StringComparer.Ordinal);

    /// <summary>Adds up the objects of one namespace.</summary>
    public static QuotaNeeds Of(IEnumerable<ReleaseObject> objects)
    {
        QuotaNeeds needs = new();
        foreach (ReleaseObject item in objects)
        {
            needs.Add(item);
        }

        return needs;
    }

    /// <summary>What a quota has too little of for the change from one revision to another.</summary>
    /// <param name="name">Name of the quota.</param>
    /// <param name="quota">The ResourceQuota, with its status.</param>
    /// <param name="before">What the older revision takes.</param>
    /// <param name="after">What the newer one takes.</param>
    public static IEnumerable<Finding> Check(string name, JsonObject quota, QuotaNeeds before, QuotaNeeds after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);

        // With a scope it is for some pods only.
        if (quota["spec"] is JsonObject spec && (spec["scopes"] is JsonArray { Count: > 0 } || spec["scopeSelector"] is JsonObject))
        {
            yield break;
        }

        JsonObject? used = quota["status"]?["used"] as JsonObject;
        foreach ((string resource, JsonNode? limit) in quota["status"]?["hard"] as JsonObject ?? [])
        {
            decimal more = after.Of(resource) - before.Of(resource);
            if (more > 0 && Quantity.Of(limit) is { } hard && (Quantity.Of(used?[resource]) ?? 0) is var taken && more > hard - taken)
            {
                yield return new Finding(
                    $"ResourceQuota/{name}",
                    $"ResourceQuota/{name}: {resource}: {Quantity.Text(resource, more)} more are needed, and {Quantity.Text(resource, Math.Max(hard - taken, 0))} of {Quantity.Text(resource, hard)} are left: raise the quota, or ask for less",
                    MayBlock: true);
            }
        }
    }

    // "cpu" and "memory" are old names of requests.
    private decimal Of(string resource) => _needs.GetValueOrDefault(resource is "cpu" or "memory" or "ephemeral-storage" ? $"requests.{resource}" : resource);

    private void Add(ReleaseObject item)
    {
        string plural = Plural(item.Kind.Kind);
        Add($"count/{plural}{(item.Kind.Group.Length == 0 ? "" : $".{item.Kind.Group}")}", 1);
        if (item.Kind.Group.Length == 0 && plural is "services" or "configmaps" or "secrets" or "persistentvolumeclaims" or "replicationcontrollers")
        {
            Add(plural, 1);
        }

        decimal pods = Pods(item);
        if (pods > 0 && PodTemplate.Of(item) is { } template)
        {
            Add("pods", pods);
            if (item.Kind.Kind != "Pod")
            {
                Add("count/pods", pods);
            }

            foreach (string resource in Counted)
            {
                Add($"requests.{resource}", pods * OfPod(template, "requests", resource));
                Add($"limits.{resource}", pods * OfPod(template, "limits", resource));
            }
        }
    }

    private void Add(string resource, decimal number) => _needs[resource] = _needs.GetValueOrDefault(resource) + number;

    private static decimal Pods(ReleaseObject item)
    {
        JsonObject? spec = item.Content["spec"] as JsonObject;
        decimal asked = item.Kind switch
        {
            { Group: "", Kind: "Pod" } => 1,
            { Group: "batch", Kind: "Job" } => Quantity.Of(spec?["parallelism"]) ?? 1,
            { Group: "apps", Kind: "Deployment" or "StatefulSet" or "ReplicaSet" } or { Group: "", Kind: "ReplicationController" } => Quantity.Of(spec?["replicas"]) ?? 1,
            _ => 0,
        };
        return Math.Clamp(asked, 0, 1_000_000);
    }

    // As the scheduler counts: what runs together, or the largest of those that run before.
    private static decimal OfPod(PodTemplate template, string what, string resource) => Math.Max(
        template.Containers(initial: false).Sum(container => OfContainer(container, what, resource)),
        template.Containers(initial: true).Select(container => OfContainer(container, what, resource)).DefaultIfEmpty().Max());

    // Where only a limit is given the request is the same.
    private static decimal OfContainer(JsonObject container, string what, string resource)
    {
        JsonObject? resources = container.GetObject("resources");
        return Math.Clamp(Quantity.Of((resources?[what] as JsonObject)?[resource]) ?? (what == "requests" ? Quantity.Of((resources?["limits"] as JsonObject)?[resource]) ?? 0 : 0), 0, 1e18m);
    }

    private static string Plural(string kind)
    {
        string name = kind.ToLowerInvariant();
        return name switch
        {
            [.., 's' or 'x'] or [.., 'c' or 's', 'h'] => $"{name}es",
            [.. var stem, 'y'] when !stem.EndsWith('a') && !stem.EndsWith('e') && !stem.EndsWith('o') => $"{stem}ies",
            _ => $"{name}s",
        };
    }
}
