using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Decoding;

namespace Steersman.Helm.Charts;

/// <summary>Takes the files out of a chart archive, with Helm's checks of their names and sizes (pkg/chart/loader/archive).</summary>
internal sealed class ArchiveFiles(ArchiveLimits limits)
{
    private long _treeSize;
    private int _files;

    /// <summary>The files of one archive, in its order. Further calls count into the same tree.</summary>
    /// <exception cref="HelmException">The archive is broken, too large, or names what it must not.</exception>
    public List<ChartFile> Load(ReadOnlyMemory<byte> archive)
    {
        // What is read besides the files, headers and what is skipped, is bounded too.
        using GunzipStream unpacked = new(archive, (2 * limits.MaxDecompressedChartSize) + (4096L * limits.MaxFiles), () => TooLarge());
        return Load(unpacked);
    }

    /// <summary>A content without the byte order mark that editors on Windows leave.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> data) => data.Span.StartsWith("\uFEFF"u8) ? data[3..].ToArray() : data;

    private List<ChartFile> Load(Stream unpacked)
    {
        TarReader reader = new(unpacked);
        List<ChartFile> files = [];
        long remaining = limits.MaxDecompressedChartSize;
        while (reader.Next() is { } entry)
        {
            if (entry.IsDirectory || entry.Type is TarEntry.GlobalHeader)
            {
                continue;
            }

            string name = CheckedName(entry.Name);
            if (entry.Size > remaining)
            {
                throw TooLarge();
            }

            byte[] data = reader.ReadContent(remaining);
            remaining -= data.Length;
            _treeSize += data.Length;
            _files++;
            if (data.Length < entry.Size || remaining <= 0)
            {
                throw TooLarge();
            }

            if (_treeSize > limits.MaxDecompressedTreeSize)
            {
                throw new HelmException($"chart and its nested archives are larger than the maximum size {limits.MaxDecompressedTreeSize}");
            }

            if (_files > limits.MaxFiles)
            {
                throw new HelmException($"chart has more than the maximum of {limits.MaxFiles} files");
            }

            files.Add(new ChartFile(name, WithoutByteOrderMark(data), entry.ModTime));
        }

        return files.Count > 0 ? files : throw new HelmException("no files in chart archive");
    }

    private HelmException TooLarge() => new($"decompressed chart is larger than the maximum size {limits.MaxDecompressedChartSize}");

    private static string CheckedName(string name)
    {
        char delimiter = name.Contains('\\') ? '\\' : '/';
        int first = name.IndexOf(delimiter);
        string path = first < 0 ? "" : name[(first + 1)..].Replace(delimiter, '/');
        if (path.StartsWith('/'))
        {
            throw new HelmException("chart illegally contains absolute paths");
        }

        path = SlashPath.Clean(path);
        if (path == ".")
        {
            throw new HelmException($"chart illegally contains content outside the base directory: {GoQuote.Quote(name)}");
        }

        if (path.StartsWith("..", StringComparison.Ordinal))
        {
            throw new HelmException("chart illegally references parent directory");
        }

        if (path is [_, ':', '/', ..] && char.IsAsciiLetter(path[0]))
        {
            throw new HelmException("chart contains illegally named files");
        }

        return (first < 0 ? name : name[..first]) == "Chart.yaml" ? throw new HelmException("chart yaml not in base directory") : path;
    }
}
