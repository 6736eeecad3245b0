using System.Globalization;
using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>A Deployment whose pods are replaced while none of them may be missing: one more is needed for a while, else its rolling update never moves.</summary>
/// <param name="Workload">The Deployment.</param>
/// <param name="Pod">What one of its new pods takes.</param>
public sealed record RollingSurge(ObjectKey Workload, QuotaNeeds Pod)
{
    private const string Standard = "25%";

    /// <summary>Those of a change.</summary>
    /// <param name="before">Objects of the older revision.</param>
    /// <param name="after">Objects of the newer one.</param>
    /// <param name="defaults">What containers get that name nothing.</param>
    public static IEnumerable<RollingSurge> Between(IEnumerable<ReleaseObject> before, IEnumerable<ReleaseObject> after, ContainerDefaults defaults)
    {
        Dictionary<ObjectKey, ReleaseObject> old = [];
        foreach (ReleaseObject item in before)
        {
            old[item.Key] = item;
        }

        return after
            .Where(item => item.Kind is { Group: "apps", Kind: "Deployment" } && old.TryGetValue(item.Key, out ReleaseObject? was) && WorkloadPods.Of(was) > 0 && IsReplaced(was, item) && NeedsOneMore(item))
            .Select(item => new RollingSurge(item.Key, QuotaNeeds.OfPod(item, defaults)));
    }

    private static bool IsReplaced(ReleaseObject before, ReleaseObject after) =>
        PodTemplate.Of(before) is { } old && PodTemplate.Of(after) is { } next && !JsonNode.DeepEquals(old.Content, next.Content);

    // As the Deployment controller rounds (ResolveFenceposts): pods that may be missing down, and where neither is left one may be missing.
    private static bool NeedsOneMore(ReleaseObject item)
    {
        JsonObject? spec = item.Content["spec"] as JsonObject;
        JsonObject? strategy = spec?["strategy"] as JsonObject;
        decimal replicas = WorkloadPods.Of(item);
        if (replicas == 0 || spec?["paused"] is JsonValue paused && paused.TryGetValue(out bool isPaused) && isPaused || strategy?["type"] is JsonValue type && type.ToString() != "RollingUpdate")
        {
            return false;
        }

        JsonObject? rolling = strategy?["rollingUpdate"] as JsonObject;
        return decimal.Floor(Share(rolling?["maxUnavailable"], replicas)) == 0 && decimal.Ceiling(Share(rolling?["maxSurge"], replicas)) > 0;
    }

    // A number, or a part of the replicas; what is neither counts as many.
    private static decimal Share(JsonNode? value, decimal replicas)
    {
        string text = value is null ? Standard : value.ToString();
        bool isPart = text.EndsWith('%');
        return decimal.TryParse(isPart ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out decimal number) && number < 1_000_000 ? isPart ? number * replicas / 100 : number : 1;
    }
}
