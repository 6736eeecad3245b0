using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Charts;

/// <summary>Reads the files of a chart's directory in the order of their names (loader.LoadDir, sympath.Walk).</summary>
internal sealed class ChartDirectory(string directory, ArchiveLimits limits)
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
            FileSystemInfo info = Resolve(full, below);
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

    private static FileSystemInfo Resolve(string full, string relative)
    {
        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        if (info.LinkTarget is null)
        {
            return info;
        }

        FileSystemInfo? target = info.ResolveLinkTarget(returnFinalTarget: true);
        return target is { Exists: true } ? target : throw new HelmException($"error evaluating symlink {relative}: no such file or directory");
    }

    private void Read(string full, string relative, FileInfo info)
    {
        _size += info.Length;
        if (_size > limits.MaxDecompressedChartSize)
        {
            throw new HelmException($"error reading {relative}: chart exceeds maximum decompressed size of {limits.MaxDecompressedChartSize} bytes");
        }

        ReadOnlyMemory<byte> data = ArchiveFiles.WithoutByteOrderMark(File.ReadAllBytes(full));
        _files.Add(new ChartFile(relative, data, new Timestamp(new DateTimeOffset(info.LastWriteTimeUtc))));
    }
}
