using Steersman.Helm.Logging;

namespace Steersman.Helm.Charts;

/// <summary>Loads charts from archives, directories and files in memory (Helm's pkg/chart/v2/loader). Stateless; charts may be shared.</summary>
public static class ChartLoader
{
    /// <summary>Loads a chart from a gzipped tar archive.</summary>
    /// <param name="archive">The bytes of the archive.</param>
    /// <param name="warn">Takes Helm's warnings; may be null.</param>
    /// <param name="limits">Null for the default limits.</param>
    /// <exception cref="HelmException">The archive is broken, hostile or no chart.</exception>
    public static Chart LoadArchive(ReadOnlyMemory<byte> archive, Action<LogEntry>? warn = null, ArchiveLimits? limits = null) =>
        Guarded(() => new ChartAssembler(limits ?? ArchiveLimits.Default, warn).LoadArchive(archive, 0));

    /// <summary>Loads a chart from its files.</summary>
    /// <param name="files">The files with slash paths relative to the chart; byte order marks are gone.</param>
    /// <param name="warn">Takes Helm's warnings; may be null.</param>
    /// <param name="limits">Null for the default limits.</param>
    /// <exception cref="HelmException">The files are no chart.</exception>
    public static Chart LoadFiles(IReadOnlyList<ChartFile> files, Action<LogEntry>? warn = null, ArchiveLimits? limits = null) =>
        Guarded(() => new ChartAssembler(limits ?? ArchiveLimits.Default, warn).LoadFiles(files, 0));

    /// <summary>Loads a chart from a directory or an archive (pkg/chart/loader): its Chart.yaml says by <c>apiVersion</c> whether it is one that Helm installs.</summary>
    /// <param name="path">Absolute path of a directory or an archive; errors name it.</param>
    /// <param name="warn">Takes what Helm logs of it; may be null.</param>
    /// <param name="limits">Null for the default limits.</param>
    /// <exception cref="HelmException">There is no such chart.</exception>
    public static Chart Load(string path, Action<LogEntry>? warn = null, ArchiveLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ChartPath(path, warn, limits ?? ArchiveLimits.Default).Load();
    }

    /// <summary>Loads a chart from a directory: .helmignore applies, symbolic links are followed.</summary>
    /// <inheritdoc cref="LoadFiles"/>
    public static Chart LoadDirectory(string directory, Action<LogEntry>? warn = null, ArchiveLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        limits ??= ArchiveLimits.Default;
        return LoadFiles(new ChartDirectory(directory, limits, warn).Load(), warn, limits);
    }

    /// <summary>Checks by the first bytes that a file is gzipped, and says what it is instead.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">Its bytes, the first 512 at least.</param>
    /// <exception cref="HelmException">The file is something else.</exception>
    public static void EnsureArchive(string name, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(name);
        string type = ContentSniffer.Detect(content);
        if (type == "application/x-gzip" || content.StartsWith<byte>([0x1F, 0x8B, 0x08]))
        {
            return;
        }

        throw new HelmException(name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal)
            ? $"file '{name}' seems to be a YAML file, but expected a gzipped archive"
            : $"file '{name}' does not appear to be a gzipped archive; got '{type}'");
    }

    private static Chart Guarded(Func<Chart> load)
    {
        try
        {
            return load();
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new HelmException("the chart's files are nested too deeply", exception);
        }
    }
}
