using System.Text.Json.Nodes;

namespace Steersman.Releases.Patching;

/// <summary>Strategic merge patches of built-in kinds, exactly as Kubernetes' library makes and applies them (<c>k8s.io/apimachinery/pkg/util/strategicpatch</c>). Arguments stay as they are.</summary>
public static class StrategicMergePatch
{
    /// <summary>The patch that client-side apply sends: what the live object lacks or has otherwise, and what was dropped between the two revisions. An empty object: nothing is to be done.</summary>
    /// <param name="original">The object of the revision before.</param>
    /// <param name="modified">The object as it is to be.</param>
    /// <param name="current">The live object.</param>
    /// <param name="schema">Schema of the kind.</param>
    /// <exception cref="PatchException">A merged list has elements of different types, or one without its merge key.</exception>
    public static JsonObject CreateThreeWay(JsonObject original, JsonObject modified, JsonObject current, PatchSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Dictionary<string, object?> delta = new StrategicDiff(additions: true, deletions: false).Maps(PatchValues.Map(current), PatchValues.Map(modified), schema);
        Dictionary<string, object?> deleted = new StrategicDiff(additions: false, deletions: true).Maps(PatchValues.Map(original), PatchValues.Map(modified), schema);
        return PatchValues.ToObject(new StrategicMerge(isFinal: false).Maps(deleted, delta, schema));
    }

    /// <summary>The object that the server makes of a live one and a patch.</summary>
    /// <exception cref="PatchException">The patch is malformed.</exception>
    public static JsonObject Apply(JsonObject current, JsonObject patch, PatchSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return PatchValues.ToObject(new StrategicMerge(isFinal: true).Maps(PatchValues.Map(current), PatchValues.Map(patch), schema));
    }
}
