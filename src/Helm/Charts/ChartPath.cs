using Steersman.GoTemplate.Values;
using Steersman.Helm.Decoding;
using Steersman.Helm.Logging;

namespace Steersman.Helm.Charts;

/// <summary>A chart in the file system, of which Helm asks for the <c>apiVersion</c> before it loads it (pkg/chart/loader/load.go).</summary>
internal sealed class ChartPath(string path, Action<LogEntry>? log, ArchiveLimits limits)
{
    private const string ChartFileName = "Chart.yaml";

    /// <summary>Helm loads such charts and refuses to install them.</summary>
    private const string Experimental = "v3";

    private static readonly string[] Fields = ["apiVersion"];

    public Chart Load() => Directory.Exists(path) ? LoadDirectory() : LoadFile();

    private Chart LoadDirectory()
    {
        string file = Path.Combine(path, ChartFileName);
        byte[] content;
        try
        {
            content = new BoundedFile(file, limits.MaxDecompressedChartSize).Read() ?? throw new HelmException($"error reading {ChartFileName}: chart exceeds maximum decompressed size of {limits.MaxDecompressedChartSize} bytes");
        }
        catch (Exception exception) when (PathError.IsOne(exception))
        {
            throw new HelmException($"unable to detect chart at {file}: {PathError.Text(file, file, exception)}", exception);
        }

        return Known(GoString.FromBytes(content), () => ChartLoader.LoadDirectory(path, log, limits));
    }

    private Chart LoadFile()
    {
        byte[] archive;
        try
        {
            archive = ReadArchive();
        }
        catch (Exception exception) when (PathError.IsOne(exception))
        {
            throw new HelmException(PathError.Text(path, path, exception), exception);
        }

        ChartLoader.EnsureArchive(path, archive);
        List<ChartFile> files;
        try
        {
            files = new ArchiveFiles(limits).Load(archive);
        }
        catch (HelmException exception)
        {
            throw new HelmException(
                exception.Message == GunzipStream.InvalidHeader
                    ? $"file '{path}' does not appear to be a valid chart file (details: {exception.Message})"
                    : "unable to load chart archive",
                exception);
        }

        ChartFile chart = files.FirstOrDefault(file => file.Name == ChartFileName) ?? throw new HelmException("unable to detect chart version, no Chart.yaml found");
        return Known(chart.Text, () => ChartLoader.LoadFiles(files, log, limits));
    }

    private static string ApiVersion(string chartYaml)
    {
        try
        {
            return TypedYaml.Read(chartYaml, (decoder, value) =>
            {
                string version = "";
                decoder.Struct(value, "loader.chartBase", Fields, (_, item) => version = decoder.Text(item) ?? "");
                return version;
            });
        }
        catch (HelmException exception)
        {
            throw new HelmException($"cannot load {ChartFileName}: {exception.Message}", exception);
        }
    }

    private static Chart Known(string chartYaml, Func<Chart> load)
    {
        string version = ApiVersion(chartYaml);
        if (version is not ("" or "v1" or "v2" or Experimental))
        {
            throw new HelmException("unsupported chart version");
        }

        Chart chart = load();
        return version == Experimental ? throw new HelmException("invalid chart apiVersion") : chart;
    }

    private byte[] ReadArchive() => new BoundedFile(path, limits.MaxDecompressedChartSize).Read()
        ?? throw new HelmException($"decompressed chart is larger than the maximum size {limits.MaxDecompressedChartSize}");
}
