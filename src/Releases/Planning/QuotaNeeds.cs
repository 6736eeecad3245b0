using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>What the objects of a revision take of a namespace's quotas: pods and their requests and limits by the replicas that are asked for, and the number of objects.</summary>
/// <remarks>Pods of DaemonSets and CronJobs are not counted.</remarks>
public sealed class QuotaNeeds
{
    private static readonly string[] Counted = ["cpu", "memory", "ephemeral-storage"];
    private readonly Dictionary<string, decimal> _needs = new(StringComparer.Ordinal);

    /// <summary>Adds up the objects of one namespace.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="defaults">What their containers get that name nothing; null: nothing.</param>
    public static QuotaNeeds Of(IEnumerable<ReleaseObject> objects, ContainerDefaults? defaults = null)
    {
        QuotaNeeds needs = new();
        foreach (ReleaseObject item in objects)
        {
            needs.AddObject(item);
            needs.AddPods(item, WorkloadPods.Of(item), defaults ?? ContainerDefaults.None);
        }

        return needs;
    }

    /// <summary>What one pod of a workload takes.</summary>
    internal static QuotaNeeds OfPod(ReleaseObject workload, ContainerDefaults defaults)
    {
        QuotaNeeds needs = new();
        needs.AddPods(workload, 1, defaults);
        return needs;
    }

    /// <summary>Workloads whose new pods a quota refuses, since they do not say what they take of it (<c>PodEvaluator.Constraints</c> in Kubernetes).</summary>
    /// <param name="name">Name of the quota.</param>
    /// <param name="quota">The ResourceQuota.</param>
    /// <param name="before">Objects of the older revision: what is not changed is not told again.</param>
    /// <param name="after">Objects of the newer one.</param>
    /// <param name="defaults">What containers get that name nothing.</param>
    public static IEnumerable<Finding> Unnamed(string name, JsonObject quota, IEnumerable<ReleaseObject> before, IEnumerable<ReleaseObject> after, ContainerDefaults defaults)
    {
        (string Resource, bool IsRequest)[] counted = IsForSomePods(quota) ? [] : [.. (quota["status"]?["hard"] as JsonObject ?? []).Select(field => Asked(field.Key)).OfType<(string, bool)>().Distinct()];
        HashSet<JsonNode> known = counted.Length == 0 ? [] : new(before.Select(item => PodTemplate.Of(item)?.Content).OfType<JsonNode>(), SameContent.Instance);
        foreach (ReleaseObject item in counted.Length == 0 ? [] : after)
        {
            if (PodTemplate.Of(item) is not { } template || known.Contains(template.Content))
            {
                continue;
            }

            PodResources pod = new(template, defaults);
            foreach ((string resource, bool isRequest) in counted)
            {
                if (pod.Unnamed(isRequest, resource) is { } container)
                {
                    string field = $"{(isRequest ? "requests" : "limits")}.{resource}";
                    yield return new Finding(
                        item.Key.ToString(),
                        $"{item.Key}: container {container} names no {field}, and ResourceQuota/{name} refuses pods that do not: set resources.{field}, or a LimitRange with defaults",
                        MayBlock: true);
                    break;
                }
            }
        }
    }

    /// <summary>What a quota has too little of for the change from one revision to another.</summary>
    /// <param name="name">Name of the quota.</param>
    /// <param name="quota">The ResourceQuota, with its status.</param>
    /// <param name="before">What the older revision takes.</param>
    /// <param name="after">What the newer one takes.</param>
    /// <param name="surges">Deployments that need one more pod for a while; one after the other may have it.</param>
    public static IEnumerable<Finding> Check(string name, JsonObject quota, QuotaNeeds before, QuotaNeeds after, params IEnumerable<RollingSurge> surges)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);

        if (IsForSomePods(quota))
        {
            yield break;
        }

        JsonObject? used = quota["status"]?["used"] as JsonObject;
        foreach ((string resource, JsonNode? limit) in quota["status"]?["hard"] as JsonObject ?? [])
        {
            decimal more = after.Of(resource) - before.Of(resource);
            if (Quantity.Of(limit) is not { } hard)
            {
                continue;
            }

            decimal left = hard - (Quantity.Of(used?[resource]) ?? 0);
            if (more > 0 && more > left)
            {
                yield return new Finding($"ResourceQuota/{name}", $"ResourceQuota/{name}: {Too(resource, more, left, hard)}: raise the quota, or ask for less", MayBlock: true);
            }
            else if (surges.FirstOrDefault(surge => surge.Pod.Of(resource) is > 0 and var one && more + one > 0 && more + one > left) is { } surge)
            {
                yield return new Finding(
                    surge.Workload.ToString(),
                    $"{surge.Workload}: a rolling update of which no pod may be missing needs one pod more for a while, and ResourceQuota/{name} has no room for it: {Too(resource, more + surge.Pod.Of(resource), left, hard)}: raise the quota, or set strategy.rollingUpdate.maxUnavailable to 1",
                    MayBlock: true);
            }
        }
    }

    private static string Too(string resource, decimal more, decimal left, decimal hard) =>
        $"{resource}: {Quantity.Text(resource, more)} more are needed, and {Quantity.Text(resource, Math.Max(left, 0))} of {Quantity.Text(resource, hard)} are left";

    // With a scope it is for some pods only.
    private static bool IsForSomePods(JsonObject quota) => quota["spec"] is JsonObject spec && (spec["scopes"] is JsonArray { Count: > 0 } || spec["scopeSelector"] is JsonObject);

    // What each container must name where a quota counts it.
    private static (string Resource, bool IsRequest)? Asked(string counted) => counted switch
    {
        "cpu" or "requests.cpu" => ("cpu", true),
        "memory" or "requests.memory" => ("memory", true),
        "limits.cpu" => ("cpu", false),
        "limits.memory" => ("memory", false),
        _ => null,
    };

    // "cpu" and "memory" are old names of requests.
    private decimal Of(string resource) => _needs.GetValueOrDefault(resource is "cpu" or "memory" or "ephemeral-storage" ? $"requests.{resource}" : resource);

    private void AddObject(ReleaseObject item)
    {
        string plural = Plural(item.Kind.Kind);
        Add($"count/{plural}{(item.Kind.Group.Length == 0 ? "" : $".{item.Kind.Group}")}", 1);
        if (item.Kind.Group.Length == 0 && plural is "services" or "configmaps" or "secrets" or "persistentvolumeclaims" or "replicationcontrollers")
        {
            Add(plural, 1);
        }
    }

    private void AddPods(ReleaseObject item, decimal pods, ContainerDefaults defaults)
    {
        if (pods == 0 || PodTemplate.Of(item) is not { } template)
        {
            return;
        }

        Add("pods", pods);
        if (item.Kind.Kind != "Pod")
        {
            Add("count/pods", pods);
        }

        PodResources resources = new(template, defaults);
        foreach (string resource in Counted)
        {
            Add($"requests.{resource}", pods * resources.Of(isRequest: true, resource));
            Add($"limits.{resource}", pods * resources.Of(isRequest: false, resource));
        }
    }

    private void Add(string resource, decimal number) => _needs[resource] = _needs.GetValueOrDefault(resource) + number;

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
