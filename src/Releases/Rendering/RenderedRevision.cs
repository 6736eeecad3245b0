using System.Text.Json.Nodes;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;

namespace Steersman.Releases.Rendering;

/// <summary>What a chart and its values make: everything that a revision stores.</summary>
/// <param name="Chart">The chart after the processing of its dependencies, as records hold it.</param>
/// <param name="Config">The user's values.</param>
/// <param name="Manifest">The documents without the hooks.</param>
/// <param name="Hooks">The hooks.</param>
/// <param name="Notes">The rendered NOTES.txt.</param>
/// <param name="Definitions">The definitions of the <c>crds</c> folder; other documents there are left out.</param>
public sealed record RenderedRevision(Chart Chart, ValueMap? Config, string Manifest, IReadOnlyList<Hook> Hooks, string Notes, IReadOnlyList<JsonObject> Definitions);
