using System.IO.Compression;
using System.Text;
using Steersman.Helm.Charts;
using Steersman.Helm.Tests.Support;
using Steersman.Vectors.Fuzzing;

namespace Steersman.Helm.Tests.Charts;

/// <summary>Mutated archives: loaded, or refused with an error of Helm's.</summary>
[Category("Fuzz")]
public sealed class ArchiveFuzzTests
{
    private static readonly ArchiveLimits Small = new() { MaxDecompressedChartSize = 1 << 20, MaxDecompressedTreeSize = 2 << 20, MaxFiles = 200, MaxDepth = 8 };

    private static readonly byte[] Library = TestArchive.Of(("l/Chart.yaml", "apiVersion: v2\nname: l\nversion: 1.0.0\ntype: library\n"), ("l/templates/_l.tpl", "{{ define \"l\" }}{{ end }}"));

    private static readonly byte[][] Archives =
    [
        TestArchive.Of(("x/Chart.yaml", TestArchive.ChartYaml), ("x/values.yaml", "a: 1\n"), ("x/templates/a.yaml", "k: {{ .Values.a }}\n"), ("x/values.schema.json", "{}")),
        TestArchive.Of(
            ("x/Chart.yaml", Encoding.UTF8.GetBytes(TestArchive.ChartYaml + "dependencies:\n- name: l\n  version: 1.x\n  repository: file://l\n  condition: l.on\n")),
            ("x/Chart.lock", "dependencies: []\ndigest: x\ngenerated: \"2026-01-02T03:04:05Z\"\n"u8.ToArray()),
            ("x/charts/l.tgz", Library),
            ("x/crds/c.yaml", "kind: CustomResourceDefinition\n"u8.ToArray()),
            ("x/.helmignore", "*.md\n"u8.ToArray())),
        TestArchive.Of(("x/" + new string('d', 150) + "/f", "long"), ("x/Chart.yaml", TestArchive.ChartYaml), ("x/charts/y/Chart.yaml", TestArchive.ChartYaml), ("x/charts/y/requirements.yaml", "dependencies:\n")),
    ];

    [Test]
    public void A_mutated_archive_is_loaded_or_refused() => FuzzRun.Bytes(Archives, Load);

    [Test]
    public void A_mutated_tar_is_loaded_or_refused() => FuzzRun.Bytes([.. Archives.Select(Unpacked)], tar => Load(Packed(tar)));

    private static void Load(byte[] archive)
    {
        try
        {
            ChartLoader.EnsureArchive("x.tgz", archive);
            Assert.That(ChartLoader.LoadArchive(archive, limits: Small).Name, Is.Not.Null);
        }
        catch (HelmException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }

    private static byte[] Unpacked(byte[] archive)
    {
        using MemoryStream target = new();
        using GZipStream gzip = new(new MemoryStream(archive), CompressionMode.Decompress);
        gzip.CopyTo(target);
        return target.ToArray();
    }

    private static byte[] Packed(byte[] tar)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        {
            gzip.Write(tar);
        }

        return target.ToArray();
    }
}
