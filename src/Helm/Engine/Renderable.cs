using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary>A template of a chart and what it is executed with.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="File">The file.</param>
/// <param name="Context">The context of its chart, shared with the chart's other templates.</param>
/// <param name="BasePath">The path of the chart's templates.</param>
internal sealed record Renderable(string Path, ChartFile File, ValueMap Context, string BasePath);
