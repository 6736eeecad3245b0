using System.Text.Json.Nodes;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps.Applying;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>A definition that stops serving a version of which the present revision has objects makes a rollback impossible: definitions are never taken back.</summary>
internal static class WayBack
{
    /// <summary>Names the first such definition among those that would be applied; null where there is none, or it is forced.</summary>
    public static PreparationFailure? Check(Step.PrepareRevision step, StepContext context, RenderedRevision rendered, Release? current)
    {
        if (current is null || ReleasePrerequisites.PolicyOf(step, context) != CrdsPolicy.CreateReplace || context.Release.Spec.Upgrade is { Force: true })
        {
            return null;
        }

        Dictionary<GroupKind, JsonObject> definitions = [];
        foreach (JsonObject definition in rendered.Definitions)
        {
            if (ReleasePrerequisites.DefinedKind(definition) is { } kind)
            {
                definitions[kind] = definition;
            }
        }

        foreach (JsonObject item in definitions.Count == 0 ? [] : ManifestReader.Documents(current.Manifest))
        {
            if (item.GetString("apiVersion") is not { } apiVersion || item.GetString("kind") is not { } name)
            {
                continue;
            }

            GroupVersionKind kind = GroupVersionKind.Parse(apiVersion, name);
            if (definitions.TryGetValue(kind.GroupKind, out JsonObject? definition) && !ReleasePrerequisites.ServedVersions(definition).Contains(kind.Version, StringComparer.Ordinal))
            {
                string culprit = $"CustomResourceDefinition/{definition.GetObject("metadata")?.GetString("name")}";
                string used = $"{kind.Kind}/{item.GetObject("metadata")?.GetString("name")}";
                return new PreparationFailure(
                    Reasons.NoWayBack,
                    $"{culprit} would stop serving {apiVersion}, which revision {current.Version} uses ({used}): a rollback would be impossible; keep the version served, or set spec.upgrade.force: true",
                    culprit);
            }
        }

        return null;
    }
}
