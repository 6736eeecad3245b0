using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>The real podinfo's chart, where <c>STEERSMAN_IMAGES</c> names a folder that holds it and its image, and the server is new enough for it.</summary>
internal static class PodinfoChart
{
    /// <summary>The archive as it is.</summary>
    public static async Task<byte[]> ReadAsync()
    {
        string? chart = Environment.GetEnvironmentVariable("STEERSMAN_IMAGES") is { Length: > 0 } folder ? Directory.EnumerateFiles(folder, "podinfo-*.tgz").FirstOrDefault() : null;
        if (chart is null)
        {
            throw new IgnoreException("STEERSMAN_IMAGES names no folder with podinfo's chart and image");
        }

        await TestCluster.NeedAsync(23, "podinfo's chart asks for Kubernetes 1.23");
        return await File.ReadAllBytesAsync(chart);
    }

    /// <summary>The archive with templates of ours in the place of its tests, whose images no node here has.</summary>
    public static async Task<byte[]> ReadAsync(params (string Path, string Text)[] templates)
    {
        using MemoryStream archive = new();
        using (GZipStream compressed = new(archive, CompressionLevel.Optimal))
        using (TarWriter writer = new(compressed, TarEntryFormat.Ustar))
        using (TarReader reader = new(new GZipStream(new MemoryStream(await ReadAsync()), CompressionMode.Decompress)))
        {
            while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
            {
                if (!entry.Name.Contains("/templates/tests/", StringComparison.Ordinal))
                {
                    await writer.WriteEntryAsync(entry);
                }
            }

            foreach ((string path, string text) in templates)
            {
                await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, $"podinfo/{path}") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return archive.ToArray();
    }
}
