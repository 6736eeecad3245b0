using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Steersman.Helm.Tests.Support;

/// <summary>Makes chart archives of names and contents.</summary>
internal static class TestArchive
{
    public const string ChartYaml = "apiVersion: v2\nname: x\nversion: 0.1.0\n";

    public static byte[] Of(params (string Name, byte[] Data)[] files)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        using (TarWriter tar = new(gzip, TarEntryFormat.Pax))
        {
            foreach ((string name, byte[] data) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(data) });
            }
        }

        return target.ToArray();
    }

    public static byte[] Of(params (string Name, string Text)[] files) => Of([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);
}
