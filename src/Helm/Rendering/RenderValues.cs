using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Logging;
using Steersman.Helm.Schema;
using Steersman.Helm.Values;

namespace Steersman.Helm.Rendering;

/// <summary>What the templates of a chart are rendered with, besides the chart itself (Helm's <c>ToRenderValues</c>).</summary>
/// <param name="Release">What they see as <c>.Release</c>.</param>
/// <param name="Capabilities">What they see as <c>.Capabilities</c>.</param>
/// <param name="Values">The coalesced values of the root chart, <c>.Values</c>; owned by the rendering, whose templates may change it.</param>
public sealed record RenderValues(ReleaseOptions Release, Capabilities Capabilities, ValueMap Values)
{
    /// <summary>Lays the user's values over the chart's.</summary>
    /// <param name="chart">The chart, its dependencies processed.</param>
    /// <param name="values">The user's values; null for none.</param>
    /// <param name="release">The release.</param>
    /// <param name="capabilities">The cluster's capabilities.</param>
    /// <param name="skipSchemaValidation">True where values are not checked against the schemas of the charts.</param>
    /// <param name="warn">Takes Helm's warnings, which quote values; may be null.</param>
    /// <param name="cancellation">Ends the check of schemas.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="HelmException">Values for a chart below are no table, or a schema refuses them.</exception>
    public static RenderValues Compose(
        Chart chart,
        ValueMap? values,
        ReleaseOptions release,
        Capabilities capabilities,
        bool skipSchemaValidation = false,
        Action<LogEntry>? warn = null,
        CancellationToken cancellation = default)
    {
        ValueMap coalesced = Coalesce.CoalesceValues(chart, values, warn);
        return skipSchemaValidation || SchemaValidation.ValidateAgainstSchema(chart, coalesced, warn, cancellation) is not { } error
            ? new RenderValues(release, capabilities, coalesced)
            : throw new HelmException($"values don't meet the specifications of the schema(s) in the following chart(s):\n{error}");
    }
}
