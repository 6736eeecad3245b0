using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Releases.Sources;

namespace Steersman.Releases.Tests.Sources;

/// <summary>What charts of source trees depend on.</summary>
public sealed class ChartDependenciesTests
{
    private const string Redis = "- {name: redis, version: 1.x, repository: https://charts.example}";
    private const string Common = "- {name: common, version: '>=1', repository: file://../common}";

    [TestCase(Redis, null, "redis 1.x https://charts.example")]
    [TestCase(Redis, "- {name: redis, version: 1.2.3, repository: https://charts.example}", "redis 1.2.3 https://charts.example")]
    [TestCase("- {name: carried, version: 1.x, repository: https://charts.example}", null, "")]
    [TestCase("- {name: carried, version: 1.x, repository: https://charts.example}", "- {name: carried, version: 1.0.0, repository: https://charts.example}", "")]
    [TestCase(Redis + "\n" + "- {name: redis, alias: second, version: 1.x, repository: https://charts.example}", null, "redis 1.x https://charts.example")]
    [TestCase(Redis, "- {name: redis, version: 1.2.3, repository: https://charts.example}\n- {name: gone, version: 1.0.0}", "redis 1.2.3 https://charts.example")]
    public void What_charts_lacks_is_missing_in_the_version_of_the_lock(string dependencies, string? locked, string expected) =>
        Assert.That(string.Join(", ", ChartDependencies.Missing(Load(dependencies, locked).LoadChart("charts/web")).Select(item => $"{item.Name} {item.Version} {item.Repository}")), Is.EqualTo(expected));

    [Test]
    public void A_lock_that_lacks_a_dependency_is_refused() => Assert.That(
        () => ChartDependencies.Missing(Load(Redis, "- {name: other, version: 1.0.0}").LoadChart("charts/web")),
        Throws.TypeOf<HelmException>().With.Message.EqualTo("Chart.lock of chart web does not name dependency redis of Chart.yaml: run helm dependency update, and commit both"));

    [Test]
    public void What_lies_in_the_same_tree_is_taken_from_there()
    {
        Chart chart = WithLocal(Load(Common + "\n" + Redis, null));
        Assert.That(chart.Dependencies.Select(item => item.Name), Is.EqualTo(new[] { "carried", "common" }));
        Assert.That(ChartDependencies.Missing(chart).Select(item => item.Name), Is.EqualTo(new[] { "redis" }));
    }

    [TestCase("file://../nothing", ">=1", "dependency common of chart web (file://../nothing): the source has no chart at charts/nothing")]
    [TestCase("file://../../../../etc", ">=1", "dependency common of chart web (file://../../../../etc): the source has no chart at etc")]
    [TestCase("file://../common", "2.x", "dependency common 2.x of chart web: file://../common has chart common 1.5.0: change one of them")]
    [TestCase("file://.", ">=1", "dependency common >=1 of chart web: file://. has chart web 1.0.0: change one of them")]
    public void What_is_not_there_is_named(string repository, string version, string words) => Assert.That(
        () => WithLocal(Load($"- {{name: common, version: '{version}', repository: '{repository}'}}", null)), Throws.TypeOf<HelmException>().With.Message.StartsWith(words));

    [TestCase("https://charts.example/", "keys")]
    [TestCase("https://charts.example", "keys")]
    [TestCase("https://charts.example/other", null)]
    public void A_repository_is_known_by_its_address(string url, string? secret) =>
        Assert.That(new KnownRepositoryList([new KnownRepository("https://charts.example/", new ServerAccess("keys"), false)]).Find(url)?.Access.Secret, Is.EqualTo(secret));

    private static Chart WithLocal(SourceTree tree) => ChartDependencies.WithLocal(tree.LoadChart("charts/web"), tree, "charts/web");

    private static SourceTree Load(string dependencies, string? locked)
    {
        using MemoryStream archive = new();
        using (GZipStream compressed = new(archive, CompressionLevel.Fastest))
        using (TarWriter tar = new(compressed, TarEntryFormat.Ustar))
        {
            Add(tar, "charts/web/Chart.yaml", $"apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n{dependencies}\n");
            Add(tar, "charts/web/charts/carried/Chart.yaml", "apiVersion: v2\nname: carried\nversion: 1.0.0\n");
            Add(tar, "charts/common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 1.5.0\n");
            if (locked is not null)
            {
                Add(tar, "charts/web/Chart.lock", $"dependencies:\n{locked}\ndigest: sha256:0\ngenerated: \"2026-01-01T00:00:00Z\"\n");
            }
        }

        return SourceTree.Load(archive.ToArray());
    }

    private static void Add(TarWriter tar, string path, string text) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
