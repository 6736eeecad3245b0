namespace Steersman.Helm.Charts;

/// <summary>What a chart archive may hold. The first is Helm's; the others bound what Helm leaves open.</summary>
public sealed record ArchiveLimits
{
    public static ArchiveLimits Default { get; } = new();

    /// <summary>Bytes of all files of one archive, unpacked; a nested archive has its own count.</summary>
    public long MaxDecompressedChartSize { get; init; } = 100 * 1024 * 1024;

    /// <summary>Bytes of all files of an archive and the archives nested in it, unpacked.</summary>
    public long MaxDecompressedTreeSize { get; init; } = 200 * 1024 * 1024;

    /// <summary>Files of an archive and the archives nested in it.</summary>
    public int MaxFiles { get; init; } = 100_000;

    /// <summary>How deep charts may lie in charts.</summary>
    public int MaxDepth { get; init; } = 64;
}
