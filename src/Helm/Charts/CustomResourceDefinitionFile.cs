namespace Steersman.Helm.Charts;

/// <summary>A file under crds/ of a chart or of one it depends on.</summary>
/// <param name="Filename">Full path: the chart's full path and the file's name.</param>
/// <param name="File">The file.</param>
public sealed record CustomResourceDefinitionFile(string Filename, ChartFile File);
