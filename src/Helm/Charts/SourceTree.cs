using Steersman.Helm.Decoding;

namespace Steersman.Helm.Charts;

/// <summary>The files of a packed source tree (<c>tar.gz</c>), such as a revision of a Git repository, in which charts lie as folders or archives. Immutable.</summary>
public sealed class SourceTree
{
    private readonly SortedDictionary<string, ChartFile> _files;
    private readonly ArchiveLimits _limits;

    private SourceTree(SortedDictionary<string, ChartFile> files, ArchiveLimits limits)
    {
        _files = files;
        _limits = limits;
    }

    /// <summary>Unpacks a tree in memory. Only regular files are taken: links lead nowhere.</summary>
    /// <param name="archive">The bytes of the archive.</param>
    /// <param name="limits">Null for those of charts.</param>
    /// <exception cref="HelmException">The archive is broken, too large, or names what lies outside of it.</exception>
    public static SourceTree Load(ReadOnlyMemory<byte> archive, ArchiveLimits? limits = null)
    {
        limits ??= ArchiveLimits.Default;
        SortedDictionary<string, ChartFile> files = new(ByElements);
        using GunzipStream unpacked = new(archive, (2 * limits.MaxDecompressedChartSize) + (4096L * limits.MaxFiles), () => TooLarge(limits));
        TarReader reader = new(unpacked);
        long remaining = limits.MaxDecompressedChartSize;
        while (reader.Next() is { } entry)
        {
            if (entry.IsDirectory || entry.IsHeaderOnly || entry.Type is TarEntry.GlobalHeader)
            {
                continue;
            }

            string path = SlashPath.Clean(entry.Name);
            if (path.StartsWith('/') || path == ".." || path.StartsWith("../", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal))
            {
                throw new HelmException($"the source illegally contains {path}");
            }

            if (entry.Size > remaining || files.Count >= limits.MaxFiles)
            {
                throw TooLarge(limits);
            }

            byte[] data = reader.ReadContent(remaining);
            remaining -= data.Length;
            files[path] = new ChartFile(path, data, entry.ModTime);
        }

        return new SourceTree(files, limits);
    }

    /// <summary>A file by its path from the root; null where there is none.</summary>
    public ChartFile? Find(string path) => _files.GetValueOrDefault(Relative(path));

    /// <summary>The chart in a folder, without what its .helmignore leaves out, or in an archive.</summary>
    /// <param name="path">From the root of the tree; may begin with <c>./</c>.</param>
    /// <exception cref="HelmException">There is none.</exception>
    public Chart LoadChart(string path)
    {
        path = Relative(path);
        if (_files.TryGetValue(path, out ChartFile? archive))
        {
            return ChartLoader.LoadArchive(archive.Data, limits: _limits);
        }

        string folder = path == "." ? "" : path + "/";
        IgnoreRules rules = IgnoreRules.Parse(_files.GetValueOrDefault(folder + IgnoreRules.FileName)?.Text ?? "");
        List<ChartFile> files = [];
        foreach ((string name, ChartFile file) in _files)
        {
            if (name.StartsWith(folder, StringComparison.Ordinal) && !IsIgnored(rules, name[folder.Length..]))
            {
                files.Add(new ChartFile(name[folder.Length..], ArchiveFiles.WithoutByteOrderMark(file.Data), file.ModTime));
            }
        }

        return files.Exists(file => file.Name == "Chart.yaml") ? ChartLoader.LoadFiles(files, limits: _limits) : throw new HelmException($"the source has no chart at {path}: there is no {folder}Chart.yaml");
    }

    private static bool IsIgnored(IgnoreRules rules, string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (rules.Ignores(path[..slash], isDirectory: true))
            {
                return true;
            }
        }

        return rules.Ignores(path, isDirectory: false);
    }

    // A path that climbs out of the tree ends at its root, as in a file system.
    private static string Relative(string path) => SlashPath.Clean("/" + path) is { Length: > 1 } clean ? clean[1..] : ".";

    private static HelmException TooLarge(ArchiveLimits limits) => new($"the source is larger than the maximum size {limits.MaxDecompressedChartSize}");

    // The order in which a walk through folders meets files.
    private static Comparer<string> ByElements { get; } = Comparer<string>.Create((left, right) =>
    {
        string[] first = left.Split('/');
        string[] second = right.Split('/');
        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            if (string.CompareOrdinal(first[i], second[i]) is not 0 and int order)
            {
                return order;
            }
        }

        return first.Length.CompareTo(second.Length);
    });
}
