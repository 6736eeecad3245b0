using System.Text;
using System.Text.Json.Nodes;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Releases;
using Steersman.Helm.Rendering;
using Steersman.Helm.Values;
using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.PostRendering;
using Steersman.Releases.Rendering;
using Steersman.Yaml;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Renders the desired state of a release for its next revision, as the cluster is.</summary>
internal sealed class RevisionRenderer(ChartSources sources, ReleaseValues values, ClusterCapabilities capabilities, ILookup lookup, TimeProvider time)
{
    // One chart may take long, but not for ever; the engine's own limits come before this.
    private static readonly TimeSpan RenderLimit = TimeSpan.FromSeconds(60);

    /// <param name="context">The release.</param>
    /// <param name="step">What is to be made.</param>
    /// <param name="revision">Its number.</param>
    /// <param name="preserved">The revision whose values stay in force below the new ones; null where there is none.</param>
    /// <param name="cancellation">Ends the rendering.</param>
    /// <exception cref="HelmException">The chart does not render; the message is Helm's.</exception>
    public async Task<RenderedRevision> RenderAsync(StepContext context, Step.PrepareRevision step, int revision, Release? preserved, CancellationToken cancellation)
    {
        Chart chart = await sources.GetAsync(context.Release, context.Seen.Source.Digest!, cancellation);
        ValueMap config = context.Memory.ComposedValues ?? await values.ComposeAsync(context.Release, context.Memory, cancellation);
        (chart, config) = Preserve(chart, config, preserved);
        bool isInstall = step.Type == OperationType.Install;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RenderLimit);
        ChartRenderOptions options = new()
        {
            Release = new ReleaseOptions
            {
                Name = context.Release.ReleaseName,
                Namespace = context.Release.ReleaseNamespace,
                Revision = revision,
                IsInstall = isInstall,
                IsUpgrade = !isInstall,
            },
            Values = config,
            Capabilities = await capabilities.GetAsync(cancellation),
            SkipSchemaValidation = isInstall ? context.Release.Spec.Install is { DisableSchemaValidation: true } : context.Release.Spec.Upgrade is { DisableSchemaValidation: true },
            PostRender = PostRenderChain.Of(context.Release.Spec) is { } chain ? chain.Run : null,
            PostRenderStrategy = PostRenderChain.StrategyOf(context.Release.Spec),
            Engine = new EngineOptions { Lookup = lookup, Services = new ExecutionServices { Time = time, Cancellation = limit.Token } },
        };
        try
        {
            RenderedChart rendered = ChartRenderer.Render(chart, options);
            return new RenderedRevision(rendered.Chart, config.Count == 0 ? new ValueMap() : config, rendered.ManifestText, rendered.Hooks, rendered.Notes, [.. Definitions(rendered)]);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new HelmException($"the chart took longer than {RenderLimit.TotalSeconds} s to render", exception);
        }
    }

    // As --reuse-values: what the old revision had, defaults of its chart included, and the new values over it (reuseValues in pkg/action/upgrade.go).
    private static (Chart Chart, ValueMap Config) Preserve(Chart chart, ValueMap config, Release? preserved)
    {
        if (preserved?.Chart is not { } before)
        {
            return (chart, config);
        }

        ValueMap old = preserved.Config ?? new ValueMap();
        return (chart with { Values = Coalesce.CoalesceValues(before, ValueCopy.Copy(old)) }, Coalesce.CoalesceTables(ValueCopy.Copy(config), ValueCopy.Copy(old)) ?? config);
    }

    private static IEnumerable<JsonObject> Definitions(RenderedChart rendered)
    {
        foreach (CustomResourceDefinitionFile file in rendered.Crds)
        {
            IReadOnlyList<JsonNode> documents;
            try
            {
                documents = YamlJson.ParseAll(Encoding.UTF8.GetString(file.File.Data.Span));
            }
            catch (YamlException exception)
            {
                throw new HelmException($"failed to install CRD {file.Filename}: {exception.Message}", exception);
            }

            foreach (JsonObject document in documents.OfType<JsonObject>())
            {
                if (document.GetString("kind") == "CustomResourceDefinition")
                {
                    yield return document;
                }
            }
        }
    }
}
