using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>Workloads that go on with an old ConfigMap or Secret: it changes, and their pod template does not, so that no pod is started anew.</summary>
public static class StaleWorkloads
{
    private const int MaxNamed = 5;
    private static readonly string[] Data = ["data", "binaryData", "stringData"];

    /// <summary>Names them for a change.</summary>
    /// <param name="before">Objects of the older revision.</param>
    /// <param name="after">Objects of the newer one.</param>
    public static IEnumerable<Finding> Between(IReadOnlyList<ReleaseObject> before, IReadOnlyList<ReleaseObject> after)
    {
        ReleaseObject[] changed = [.. ChangedObjects.Between(before, after).Changed.Where(item => item.Kind is { Group: "", Kind: "ConfigMap" or "Secret" })];
        if (changed.Length == 0)
        {
            yield break;
        }

        Dictionary<ObjectKey, ReleaseObject> old = [];
        foreach (ReleaseObject item in before)
        {
            old[item.Key] = item;
        }

        (ReleaseObject Workload, ConfigReference[] References)[] unchanged = [.. after.Where(item => Keeps(item, old)).Select(item => (item, PodTemplate.Of(item)!.References().ToArray()))];
        foreach (ReleaseObject item in changed.Where(item => Data.Any(field => !JsonNode.DeepEquals(item.Content[field], old[item.Key].Content[field]))))
        {
            string[] users = [.. unchanged
                .Where(user => user.Workload.Namespace == item.Namespace && user.References.Any(reference => reference.Kind == item.Kind.Kind && reference.Name == item.Name))
                .Select(user => user.Workload.Key.ToString())];
            if (users.Length > 0)
            {
                string named = $"{string.Join(", ", users.Take(MaxNamed))}{(users.Length > MaxNamed ? $" and {users.Length - MaxNamed} more" : "")}";
                yield return new Finding(
                    item.Key.ToString(),
                    $"{item.Key} changes, but no pod template that uses it: running pods of {named} may keep the old content; put a checksum of it into an annotation of the template, or restart them",
                    MayBlock: false)
                {
                    IsStale = true,
                };
            }
        }
    }

    // Jobs and pods that are there already run with what they began with.
    private static bool Keeps(ReleaseObject item, Dictionary<ObjectKey, ReleaseObject> old) => item.Kind is { Group: "apps", Kind: "Deployment" or "StatefulSet" or "DaemonSet" }
        && PodTemplate.Of(item) is { } template && old.TryGetValue(item.Key, out ReleaseObject? before) && PodTemplate.Of(before) is { } same && JsonNode.DeepEquals(template.Content, same.Content);
}
