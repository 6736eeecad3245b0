using System.Text.Json.Nodes;
using Steersman.Helm;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Tells whether a revision that somebody else made holds what the desired state renders to.</summary>
/// <remarks>Objects are compared after parsing: the order of keys, comments and the labels of where a release comes from do not count.</remarks>
internal sealed class AdoptionComparer(RevisionRenderer renderer)
{
    private static readonly string[] Origins = [WellKnown.NameLabel, WellKnown.NamespaceLabel, "helm.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/namespace"];

    /// <summary>True where the objects are equal, and for a chart that renders differently each time.</summary>
    public async Task<bool> HasSameObjectsAsync(Observation seen, ReleaseMemory memory, DesiredState desired, StoredRevision stored, CancellationToken cancellation)
    {
        StepContext context = new(seen, memory);
        Step.PrepareRevision step = new(stored.Release.Version == 1 ? OperationType.Install : OperationType.Upgrade, desired, "adopted");
        try
        {
            RenderedRevision rendered = await renderer.RenderAsync(context, step, stored.Release.Version, preserved: null, cancellation);
            if (AreEqual(rendered.Manifest, stored.Release.Manifest))
            {
                return true;
            }

            RenderedRevision again = await renderer.RenderAsync(context, step, stored.Release.Version, preserved: null, cancellation);
            return !AreEqual(rendered.Manifest, again.Manifest);
        }
        catch (Exception exception) when (exception is HelmException or ManifestException)
        {
            // The rollout that follows says why.
            return false;
        }
    }

    /// <summary>Compares two manifests.</summary>
    /// <exception cref="ManifestException">A document is no object.</exception>
    internal static bool AreEqual(string one, string other)
    {
        List<JsonObject> left = [.. Objects(one)];
        List<JsonObject> right = [.. Objects(other)];
        return left.Count == right.Count && left.Zip(right).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));
    }

    private static IEnumerable<JsonObject> Objects(string manifest) => ManifestReader.Documents(manifest)
        .Select(WithoutOrigins)
        .OrderBy(item => $"{item["apiVersion"]}/{item["kind"]}/{item["metadata"]?["namespace"]}/{item["metadata"]?["name"]}", StringComparer.Ordinal);

    private static JsonObject WithoutOrigins(JsonObject content)
    {
        if (content["metadata"] is JsonObject metadata && metadata["labels"] is JsonObject labels)
        {
            foreach (string origin in Origins)
            {
                labels.Remove(origin);
            }

            if (labels.Count == 0)
            {
                metadata.Remove("labels");
            }
        }

        return content;
    }
}
