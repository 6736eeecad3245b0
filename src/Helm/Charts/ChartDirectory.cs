using Steersman.GoTemplate.Values;
using Steersman.Helm.Logging;

namespace Steersman.Helm.Charts;

/// <summary>Reads the files of a chart's directory in the order of their names (loader.LoadDir, sympath.Walk).</summary>
internal sealed class ChartDirectory(string directory, ArchiveLimits limits, Action<LogEntry>? log)
{
    private const int DeepestPath = 255;

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
    private readonly List<ChartFile> _files = [];
    private long _size;

    /// <summary>The files that no rule ignores.</summary>
    /// <exception cref="HelmException">A rule is malformed, a file is irregular, or they are too large.</exception>
    public List<ChartFile> Load()
    {
        string ignoreFile = Path.Combine(_root, IgnoreRules.FileName);
        IgnoreRules rules = IgnoreRules.Parse(File.Exists(ignoreFile) ? GoString.FromBytes(File.ReadAllBytes(ignoreFile)) : "");
        Walk(_root, "", rules, 0);
        return _files;
    }

    private void Walk(string path, string relative, IgnoreRules rules, int depth)
    {
        if (depth > DeepestPath)
        {
            throw new HelmException($"error reading {relative}: directories are nested too deeply");
        }

        string[] names = [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order(Comparer<string>.Create(GoString.Compare))];
        foreach (string name in names)
        {
            string below = relative.Length == 0 ? name : $"{relative}/{name}";
            string full = Path.Combine(path, name);
            FileSystemInfo info = Resolve(full);
            bool isDirectory = info is DirectoryInfo;
            if (rules.Ignores(below, isDirectory))
            {
                continue;
            }

            if (isDirectory)
            {
                Walk(full, below, rules, depth + 1);
            }
            else
            {
                Read(full, below, (FileInfo)info);
            }
        }
    }

    private FileSystemInfo Resolve(string full)
    {
        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        if (info.LinkTarget is null)
        {
            return info;
        }

        string resolved = new SymbolicLink(full).Resolve();
        log?.Invoke(new LogEntry(LogLevel.Info, "found symbolic link in path. Contents of linked file included and used", ("path", full), ("resolved", resolved)));
        return Directory.Exists(resolved) ? new DirectoryInfo(resolved) : new FileInfo(resolved);
    }

    private void Read(string full, string relative, FileInfo info)
    {
        if (FileKind.IsIrregular(info))
        {
            throw new HelmException($"cannot load irregular file {full} as it has file mode type bits set");
        }

        byte[] content;
        try
        {
            content = new BoundedFile(full, limits.MaxDecompressedChartSize - _size).Read()
                ?? throw new HelmException($"error reading {relative}: chart exceeds maximum decompressed size of {limits.MaxDecompressedChartSize} bytes");
        }
        catch (Exception exception) when (PathError.IsOne(exception))
        {
            throw new HelmException($"error reading {relative}: {PathError.Text(full, full, exception)}", exception);
        }

        _size += content.Length;
        _files.Add(new ChartFile(relative, ArchiveFiles.WithoutByteOrderMark(content), new Timestamp(new DateTimeOffset(info.LastWriteTimeUtc))));
    }
}
