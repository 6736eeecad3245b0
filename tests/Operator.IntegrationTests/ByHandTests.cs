using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>What people do with the real Helm beside the operator.</summary>
[Category("Integration")]
internal sealed class ByHandTests : ReleaseTest
{
    private string _archive = "";

    [SetUp]
    public async Task WriteChartAsync()
    {
        HelmProgram.Need();
        TestChart chart = TestChart.OfConfigMap("chart");
        await PackAsync(chart);
        _archive = Path.Combine(Path.GetTempPath(), $"{Namespace}.tgz");
        await File.WriteAllBytesAsync(_archive, chart.Pack());
    }

    [TearDown]
    public void DeleteChart()
    {
        // Without Helm the test ends before there is an archive.
        if (_archive.Length > 0)
        {
            File.Delete(_archive);
        }
    }

    [Test]
    public async Task A_rollback_by_hand_is_held_until_the_spec_changes()
    {
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);

        await HelmProgram.RunAsync(Namespace, "rollback", "web", "1");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RolledBackByHand);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That(Ready(release)?.Message, Does.StartWith("rolled back to revision 1 by hand"));
        Assert.That(release.CurrentStatus.Find("Stalled")?.Status, Is.EqualTo("True"));
        Assert.That(await TextAsync(), Is.EqualTo("one"));

        await ReleaseAsync("web", "chart", "values: {text: three}");
        await UntilReadyAsync("web", 4);
        Assert.That(await TextAsync(), Is.EqualTo("three"));
    }

    [Test]
    public async Task An_upgrade_by_hand_is_followed_by_the_spec()
    {
        await ReleaseAsync("web", "chart", "values: {text: spec}");
        await UntilReadyAsync("web", 1);

        await HelmProgram.RunAsync(Namespace, "upgrade", "web", _archive, "--set", "text=hand");
        HelmRelease release = await UntilReadyAsync("web", 3);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That(await TextAsync(), Is.EqualTo("spec"));
        Assert.That(release.CurrentStatus.History?[0].Trigger, Is.EqualTo("by hand"));
    }

    [Test]
    public async Task A_release_of_Helms_with_the_same_chart_and_values_is_adopted_without_a_new_revision()
    {
        await HelmProgram.RunAsync(Namespace, "install", "web", _archive, "--set", "text=same");

        await ReleaseAsync("web", "chart", "values: {text: same}");
        await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        await ReleaseAsync("web", "chart", "values: {text: other}");
        await UntilReadyAsync("web", 2);
        Assert.That(await TextAsync(), Is.EqualTo("other"));
    }

    [Test]
    public async Task A_release_of_Helms_with_other_values_is_upgraded()
    {
        await HelmProgram.RunAsync(Namespace, "install", "web", _archive, "--set", "text=helm");

        await ReleaseAsync("web", "chart", "values: {text: spec}");
        await UntilReadyAsync("web", 2);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
        Assert.That(await TextAsync(), Is.EqualTo("spec"));
    }

    [Test]
    public async Task An_uninstall_by_hand_is_followed_by_an_install()
    {
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.Uid;

        await HelmProgram.RunAsync(Namespace, "uninstall", "web");
        await UntilAsync("v1", "ConfigMap", "web-text", "it is there again", map => map is not null && map.Metadata.Uid != uid);
        await UntilReadyAsync("web", 1);
        await UntilEventAsync("web", "ForeignUninstall", $"release {Namespace}/web was uninstalled by somebody else");
    }

    [Test]
    public async Task An_uninstall_by_hand_that_keeps_the_history_is_followed_by_an_install_of_everything()
    {
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await HelmProgram.RunAsync(Namespace, "uninstall", "web", "--keep-history");
        await UntilReadyAsync("web", 2);

        Assert.That(await TextAsync(), Is.EqualTo("one"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 uninstalled, 2 deployed"));
    }

    [Test]
    public async Task Helm_tells_the_same_of_the_release_as_the_operator()
    {
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);

        Assert.That(await HelmProgram.RunAsync(Namespace, "status", "web"), Does.Contain("STATUS: deployed").And.Contain("REVISION: 2"));
        Assert.That(await HelmProgram.RunAsync(Namespace, "history", "web"), Does.Contain("Install complete").And.Contain("Upgrade complete").And.Contain("superseded"));
        Assert.That(await HelmProgram.RunAsync(Namespace, "get", "values", "web", "--output", "json"), Does.Contain("{\"text\":\"two\"}"));
        Assert.That(await HelmProgram.RunAsync(Namespace, "get", "manifest", "web"), Does.Contain("text: \"two\""));
    }

    [Test]
    public async Task G14_Every_revision_holds_its_values_and_its_manifest()
    {
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);

        Assert.That(await HelmProgram.RunAsync(Namespace, "get", "values", "web", "--revision", "1", "--output", "json"), Does.Contain("{\"text\":\"one\"}"));
        Assert.That(await HelmProgram.RunAsync(Namespace, "get", "manifest", "web", "--revision", "1"), Does.Contain("text: \"one\""));
    }

    private async Task<string?> TextAsync() => (await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString();
}
