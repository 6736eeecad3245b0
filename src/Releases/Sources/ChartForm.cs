using System.Security.Cryptography;
using System.Text;

namespace Steersman.Releases.Sources;

/// <summary>What is made of an archive.</summary>
/// <param name="Path">Where in the archive the chart is; "" where the archive is the chart.</param>
/// <param name="VersionMetadata">Takes the place of the metadata of the chart's version; "" leaves it.</param>
/// <param name="Tracked">Digest that stands for the archive, whoever packed it; "" for none.</param>
internal sealed record ChartForm(string Path = "", string VersionMetadata = "", string Tracked = "")
{
    private const int ShortDigest = 12;

    /// <summary>The chart as it is in its archive.</summary>
    public static ChartForm Plain { get; } = new();

    /// <summary>A chart whose version tells the digest of the manifest it came from, as Flux has it.</summary>
    public static ChartForm Tracking(string digest) => new("", digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..][..ShortDigest], digest);

    /// <summary>The digest of everything that the chart is made of.</summary>
    public string Identity(string archive, ValuesFileList valuesFiles)
    {
        string from = Tracked.Length > 0 ? Tracked : archive;
        return this == Plain && valuesFiles.Paths.Count == 0
            ? from
            : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}\n{Path}\n{VersionMetadata}\n{valuesFiles}")))}";
    }
}
