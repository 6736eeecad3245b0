using System.Text;
using Steersman.Helm.Charts;
using Steersman.Helm.Tests.Support;

namespace Steersman.Helm.Tests.Charts;

public sealed class HostileArchiveTests
{
    private static readonly ArchiveLimits Small = new() { MaxDecompressedChartSize = 4096, MaxDecompressedTreeSize = 6000, MaxFiles = 20, MaxDepth = 5 };

    [Test]
    public void An_archive_that_unpacks_beyond_the_limit_is_refused_before_it_takes_the_memory() =>
        Assert.That(
            Loading(TestArchive.Of(("x/Chart.yaml", Encoding.UTF8.GetBytes(TestArchive.ChartYaml)), ("x/zeros", new byte[64 * 1024 * 1024]))),
            Is.EqualTo("decompressed chart is larger than the maximum size 4096"));

    [Test]
    public void Nested_archives_count_into_one_limit()
    {
        byte[] leaf = TestArchive.Of(("s/Chart.yaml", Encoding.UTF8.GetBytes(TestArchive.ChartYaml)), ("s/big", Bytes(3000)));
        byte[] chart = TestArchive.Of(("x/Chart.yaml", Encoding.UTF8.GetBytes(TestArchive.ChartYaml)), ("x/charts/a.tgz", leaf));
        string? error = Loading(chart);

        Assert.That(error, Is.EqualTo("error unpacking subchart a.tgz in x: chart and its nested archives are larger than the maximum size 6000"));
    }

    [Test]
    public void An_archive_with_endless_empty_files_is_refused() =>
        Assert.That(
            Loading(TestArchive.Of([.. Enumerable.Range(0, 30).Select(index => ($"x/f{index}", ""))])),
            Is.EqualTo("chart has more than the maximum of 20 files"));

    [Test]
    public void Charts_in_charts_in_charts_end_at_a_depth()
    {
        string path = "x/";
        List<(string, string)> files = [];
        for (int depth = 0; depth < 8; depth++)
        {
            files.Add((path + "Chart.yaml", TestArchive.ChartYaml));
            path += "charts/x/";
        }

        Assert.That(Loading(TestArchive.Of([.. files])), Does.EndWith("charts are nested deeper than the maximum of 5"));
    }

    [Test]
    public void A_path_of_a_hundred_thousand_levels_is_an_error_and_no_crash()
    {
        string path = "x/" + string.Concat(Enumerable.Repeat("charts/x/", 20_000));
        byte[] archive = TestArchive.Of(("x/Chart.yaml", TestArchive.ChartYaml), (path + "Chart.yaml", TestArchive.ChartYaml));

        Assert.That(() => ChartLoader.LoadArchive(archive), Throws.TypeOf<HelmException>());
    }

    [Test]
    public void An_archive_cut_anywhere_is_refused([Values(5, 12, 40, 100, 150)] int length) =>
        Assert.That(Loading(TestArchive.Of(("x/Chart.yaml", TestArchive.ChartYaml), ("x/f", new string('a', 500)))[..length]), Is.EqualTo("unexpected EOF"));

    [Test]
    public void A_changed_byte_is_an_error_or_harmless([Range(10, 200, 5)] int position)
    {
        byte[] archive = TestArchive.Of(("x/Chart.yaml", TestArchive.ChartYaml), ("x/values.yaml", "a: 1\n"));
        archive[Math.Min(position, archive.Length - 1)] ^= 0x55;

        Assert.That(() => Loading(archive), Throws.Nothing);
    }

    [Test]
    public void Values_nested_without_end_are_an_error_and_no_crash() =>
        Assert.That(
            Loading(TestArchive.Of(("x/Chart.yaml", TestArchive.ChartYaml), ("x/values.yaml", "a: " + new string('[', 3000)))),
            Does.StartWith("cannot load values.yaml: "));

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static string? Loading(byte[] archive)
    {
        try
        {
            ChartLoader.LoadArchive(archive, limits: Small);
            return null;
        }
        catch (HelmException exception)
        {
            return exception.Message;
        }
    }
}
