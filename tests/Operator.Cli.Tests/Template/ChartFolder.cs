using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Steersman.Operator.Cli.Tests.Template;

/// <summary>A folder with the charts of <c>Charts.txt</c>, links and archives, good and broken; gone when disposed.</summary>
internal sealed class ChartFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("steer");

    public ChartFolder()
    {
        WriteFiles();
        Link("linked/templates/cm.yaml", "../../basic/templates/cm.yaml");
        Link("linkedfolder/templates", "../basic/templates");
        Link("link", "basic");
        Link("dangling/templates/x.yaml", "nowhere");
        Link("circle/templates/x.yaml", "x.yaml");
        byte[] archive = Archive("basic");
        File.WriteAllBytes(At("basic-0.1.0.tgz"), archive);
        File.WriteAllBytes(At("truncated.tgz"), archive[..200]);
        File.WriteAllBytes(At("garbage.tgz"), [0x1F, 0x8B, 8, .. "garbage that is no deflate stream"u8]);
        File.WriteAllBytes(At("nochart.tgz"), Archive("nochart"));
        File.WriteAllBytes(At("badyaml.tgz"), Archive("badyaml"));
        Directory.CreateDirectory(At("parent/charts"));
        File.WriteAllBytes(At("parent/charts/sub.tgz"), Archive("sub"));
    }

    public string Path => _root.FullName;

    public void Dispose() => _root.Delete(recursive: true);

    private string At(string path) => System.IO.Path.Combine(Path, path);

    private void WriteFiles()
    {
        using StreamReader reader = new(typeof(ChartFolder).Assembly.GetManifestResourceStream("Charts.txt")!);
        StringBuilder content = new();
        string? name = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                Write(name, content);
                name = line[4..];
            }
            else
            {
                content.Append(line).Replace("<CR>", "\r").Append('\n');
            }
        }

        Write(name, content);
    }

    private void Write(string? name, StringBuilder content)
    {
        if (name is not null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
            File.WriteAllText(At(name), content.ToString());
        }

        content.Clear();
    }

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.CreateSymbolicLink(At(path), target);
    }

    private byte[] Archive(string chart)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            TarFile.CreateFromDirectory(At(chart), gzip, includeBaseDirectory: true);
        }

        return packed.ToArray();
    }
}
