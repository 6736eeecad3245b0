using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Rendering;

/// <summary>What the templates of a chart are rendered with, besides the chart itself (Helm's <c>ToRenderValues</c>).</summary>
/// <param name="Release">What they see as <c>.Release</c>.</param>
/// <param name="Capabilities">What they see as <c>.Capabilities</c>.</param>
/// <param name="Values">The coalesced values of the root chart, <c>.Values</c>; owned by the rendering, whose templates may change it.</param>
public sealed record RenderValues(ReleaseOptions Release, Capabilities Capabilities, ValueMap Values);
