using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps.Applying;

namespace Steersman.Operator.Steps;

/// <summary>Puts the finalizer on a HelmRelease and takes it off; other finalizers are left alone.</summary>
internal sealed class FinalizerExecutor(IKubernetesClient client, ReleaseKind kind)
{
    private readonly IResourceClient<HelmRelease> _releases = client.Resource(kind.Mapping, kind.Decode);
    private readonly HelmChartRemover _charts = new(client, kind);

    public async Task<StepResult> AddAsync(StepContext context, CancellationToken cancellation)
    {
        context.Memory.Written = await PatchAsync(context.Release, [.. context.Release.Metadata.Finalizers, kind.Finalizer], cancellation);
        return StepResult.Done;
    }

    public async Task<StepResult> RemoveAsync(StepContext context, CancellationToken cancellation)
    {
        Notice? left = context.Seen.IsDefinitionDeleted ? null : await _charts.RemoveAsync(context.Release, cancellation);
        context.Memory.Written = await PatchAsync(context.Release, context.Release.Metadata.Finalizers.Where(name => name != kind.Finalizer), cancellation);
        return left is null ? StepResult.Done : StepResult.Told(left);
    }

    private Task<HelmRelease> PatchAsync(HelmRelease release, IEnumerable<string> finalizers, CancellationToken cancellation)
    {
        JsonObject patch = new()
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = release.Metadata.ResourceVersion,
                ["finalizers"] = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]),
            },
        };
        return _releases.PatchAsync(release.Metadata.Key, Patch.Merge(patch), new WriteOptions { FieldManager = WellKnown.OwnFieldManager }, cancellation);
    }
}
