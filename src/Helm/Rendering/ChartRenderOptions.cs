using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Logging;
using Steersman.Helm.PostRendering;

namespace Steersman.Helm.Rendering;

/// <summary>What a chart is rendered for.</summary>
public sealed record ChartRenderOptions
{
    /// <summary>The release; its revision, and whether it is an upgrade, are what templates see.</summary>
    public required ReleaseOptions Release { get; init; }

    /// <summary>The user's values, which are not changed; null for none.</summary>
    public ValueMap? Values { get; init; }

    /// <summary>The cluster; by default what Helm takes for one without asking.</summary>
    public Capabilities Capabilities { get; init; } = DefaultCapabilities.Capabilities;

    public bool SkipSchemaValidation { get; init; }

    /// <summary>True where the notes of charts below are shown too.</summary>
    public bool SubNotes { get; init; }

    public EngineOptions Engine { get; init; } = EngineOptions.Default;

    /// <summary>Changes the rendered documents (<see cref="PostRenderer"/>); null where nothing does. Its own <see cref="HelmException"/> becomes part of the error.</summary>
    public Func<string, string>? PostRender { get; init; }

    /// <summary>What <see cref="PostRender"/> is given.</summary>
    public PostRenderStrategy PostRenderStrategy { get; init; }

    /// <summary>Takes what Helm logs, which quotes values; may be null.</summary>
    public Action<LogEntry>? Log { get; init; }
}
