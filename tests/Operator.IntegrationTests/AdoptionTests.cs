using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Releases that Helm made, or another HelmRelease (rules.md §3.3, §5).</summary>
[Category("Integration")]
internal sealed class AdoptionTests : ReleaseTest
{
    private string _folder = "";

    protected override bool StartsOperator => false;

    [SetUp]
    public void MakeFolder()
    {
        HelmProgram.Need();
        _folder = Directory.CreateTempSubdirectory("steersman-it-").FullName;
    }

    [TearDown]
    public void DeleteFolder()
    {
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public async Task What_Helm_installed_and_upgraded_is_adopted_as_it_is()
    {
        string archive = await ChartAsync(TestChart.OfConfigMap("chart"));
        await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--set", "text=one");
        await HelmProgram.RunAsync(Namespace, "upgrade", "web", archive, "--set", "text=two");
        await HelmProgram.RunAsync(Namespace, "rollback", "web", "1");

        StartOperator();
        await ReleaseAsync("web", "chart", "values: {text: one}");
        HelmRelease release = await UntilReadyAsync("web", 3);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That(release.CurrentStatus.History?[0].Trigger, Is.EqualTo("adopted"));
    }

    [Test]
    public async Task A_chart_of_the_same_name_and_version_with_another_content_is_rolled_out()
    {
        string archive = await ChartAsync(TestChart.OfConfigMap("chart"));
        await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--set", "text=same");
        TestChart rebuilt = new TestChart("chart").With("values.yaml", "text: hello\n").With("templates/configmap.yaml", $"{TestChart.ConfigMapTemplate}\n  more: yes-it-is\n");
        await PackAsync(rebuilt);

        StartOperator();
        await ReleaseAsync("web", "chart", "values: {text: same}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["more"]?.ToString(), Is.EqualTo("yes-it-is"));
    }

    [Test]
    public async Task Comments_and_the_order_of_keys_make_no_revision()
    {
        string archive = await ChartAsync(TestChart.OfConfigMap("chart"));
        await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--set", "text=same");
        TestChart rewritten = new TestChart("chart").With("values.yaml", "text: hello\n").With(
            "templates/other-name.yaml",
            """
            # Written otherwise.
            kind: ConfigMap
            apiVersion: v1
            data:
              text: {{ .Values.text }}
            metadata: {name: {{ .Release.Name }}-text}
            """);
        await PackAsync(rewritten);

        StartOperator();
        await ReleaseAsync("web", "chart", "values: {text: same}");
        await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task A_chart_that_renders_differently_each_time_is_adopted_by_chart_and_values()
    {
        TestChart chart = new TestChart("chart").With(
            "templates/configmap.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}-text}
            data: {random: {{ randAlphaNum 12 | quote }}}
            """);
        string archive = await ChartAsync(chart);
        await HelmProgram.RunAsync(Namespace, "install", "web", archive);
        string? before = (await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["random"]?.ToString();

        StartOperator();
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["random"]?.ToString(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_strict_spec_refuses_a_release_that_exists_and_leaves_it_alone()
    {
        string archive = await ChartAsync(TestChart.OfConfigMap("chart"));
        await HelmProgram.RunAsync(Namespace, "install", "web", archive);

        StartOperator();
        await ReleaseAsync("web", "chart", "{adoption: Strict}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ReleaseExists);
        Assert.That(Ready(release)?.Message, Does.StartWith($"release {Namespace}/web.v1 exists already, made by Helm, and spec.adoption is Strict"));

        await DeleteReleaseAsync("web");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
    }

    [Test]
    public async Task Two_HelmReleases_of_one_release_the_second_is_refused_until_the_first_is_gone()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        StartOperator();
        await ReleaseAsync("first", "chart", "{releaseName: web, deletionPolicy: Keep}");
        await UntilReadyAsync("first", 1);
        await ReleaseAsync("second", "chart", "{releaseName: web, deletionPolicy: Keep, interval: 5s}");
        HelmRelease refused = await UntilNotReadyAsync("second", Reasons.ReleaseOwned);
        Assert.That(Ready(refused)?.Message, Does.Contain($"belongs to HelmRelease {Namespace}/first"));

        await DeleteReleaseAsync("first");
        HelmRelease release = await UntilReadyAsync("second", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(release.CurrentStatus.History?[0].Trigger, Is.EqualTo("adopted"));
    }

    [Test]
    public async Task G5_A_pending_revision_of_a_killed_Helm_is_left_alone_and_recovered_after_its_time()
    {
        string archive = await ChartAsync(TestChart.OfDeployment("chart"));
        await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--set", "tag=ready");
        await HelmProgram.KillAsync(Namespace, () => UntilAsync("v1", "Secret", "sh.helm.release.v1.web.v2", "it is pending", secret => secret?.Metadata.Labels["status"] == "pending-upgrade"), "upgrade", "web", archive, "--set", "tag=never", "--wait", "--timeout", "10m");

        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], ForeignOperationTimeout = TimeSpan.FromSeconds(20) });
        await ReleaseAsync("web", "chart", "{values: {tag: ready}, timeout: 20s}");
        HelmRelease waiting = await UntilReleaseAsync("web", "it waits", release => Ready(release)?.Status == "Unknown");
        Assert.That(Ready(waiting)?.Message, Does.StartWith($"release {Namespace}/web.v2 is in state pending-upgrade by somebody else: left alone until "));

        await UntilReadyAsync("web", 3);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        await UntilEventAsync("web", Reasons.PendingRelease, "is unlocked");
        Assert.That(await HelmProgram.RunAsync(Namespace, "status", "web"), Does.Contain("STATUS: deployed").And.Contain("REVISION: 3"));
    }

    [Test]
    public async Task G5_A_pending_revision_of_a_killed_Helm_is_recovered_at_once_where_somebody_says_so()
    {
        string archive = await ChartAsync(TestChart.OfDeployment("chart"));
        await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--set", "tag=ready");
        await HelmProgram.KillAsync(Namespace, () => UntilAsync("v1", "Secret", "sh.helm.release.v1.web.v2", "it is pending", secret => secret?.Metadata.Labels["status"] == "pending-upgrade"), "upgrade", "web", archive, "--set", "tag=never", "--wait", "--timeout", "10m");

        StartOperator();
        await ReleaseAsync("web", "chart", "{values: {tag: ready}}");
        await UntilReleaseAsync("web", "it waits", release => Ready(release)?.Message?.Contains("left alone until", StringComparison.Ordinal) == true);
        await PatchAsync(HelmRelease.Mapping.Kind.ApiVersion, "HelmRelease", "web", "metadata: {annotations: {steersman.dev/unlock: now}}");
        await UntilReadyAsync("web", 3);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
    }

    [Test]
    public async Task G5_Installs_and_rollbacks_of_a_killed_Helm_are_recovered_as_well()
    {
        string archive = await ChartAsync(TestChart.OfDeployment("chart"));
        await HelmProgram.KillAsync(Namespace, () => UntilPendingAsync("install", 1), "install", "install", archive, "--set", "tag=never", "--wait", "--timeout", "10m");
        await HelmProgram.RunAsync(Namespace, "install", "rollback", archive, "--set", "tag=never");
        await HelmProgram.RunAsync(Namespace, "upgrade", "rollback", archive, "--set", "tag=ready");
        await HelmProgram.KillAsync(Namespace, () => UntilPendingAsync("rollback", 3), "rollback", "rollback", "1", "--wait", "--timeout", "10m");

        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], ForeignOperationTimeout = TimeSpan.FromSeconds(5) });
        const string Spec = "{values: {tag: ready}, timeout: 5s, install: {timeout: 1m}, upgrade: {timeout: 1m}}";
        await ReleaseAsync("install", "chart", Spec);
        await ReleaseAsync("rollback", "chart", Spec);
        await UntilReadyAsync("install", 2);
        await UntilReadyAsync("rollback", 4);
        Assert.That(await HistoryAsync("install"), Is.EqualTo("1 failed, 2 deployed"));
        Assert.That(await HistoryAsync("rollback"), Is.EqualTo("1 superseded, 2 superseded, 3 failed, 4 deployed"));
        Assert.That(await HelmProgram.RunAsync(Namespace, "status", "rollback"), Does.Contain("STATUS: deployed"));
    }

    [Test]
    public async Task A_rollback_of_Helms_in_the_middle_of_an_upgrade_ends_it_and_is_held()
    {
        await ChartAsync(TestChart.OfDeployment("chart"));
        StartOperator();
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {tag: silent}");
        await UntilReleaseAsync("web", "the upgrade waits", release => release.CurrentStatus.Operation is { Revision: 2, Phase: OperationPhase.Wait });

        await HelmProgram.RunAsync(Namespace, "rollback", "web", "1");
        await UntilNotReadyAsync("web", Reasons.RolledBackByHand);
        await UntilAsync("v1", "Secret", "sh.helm.release.v1.web.v2", "it counts as failed", secret => secret?.Metadata.Labels["status"] == "failed");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That((await GetAsync("apps/v1", "Deployment", "web"))?.Content["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.ToString(), Is.EqualTo("localhost/app:ready"));
    }

    private Task<Unstructured?> UntilPendingAsync(string release, int revision) => UntilAsync(
        "v1", "Secret", $"sh.helm.release.v1.{release}.v{revision}", "it is pending", secret => secret?.Metadata.Labels["status"]?.StartsWith("pending-", StringComparison.Ordinal) == true);

    [Test]
    public async Task Helm_works_on_with_what_the_operator_made()
    {
        string archive = await ChartAsync(TestChart.OfConfigMap("chart"));
        StartOperator();
        await ReleaseAsync("web", "chart", "{values: {text: one}, deletionPolicy: Keep}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {text: two}, deletionPolicy: Keep}");
        await UntilReadyAsync("web", 2);
        await DeleteReleaseAsync("web");

        Assert.That(await HelmProgram.RunAsync(Namespace, "get", "all", "web"), Does.Contain("text: two").And.Contain("# Source: chart/templates/configmap.yaml"));
        await HelmProgram.RunAsync(Namespace, "rollback", "web", "1");
        await HelmProgram.RunAsync(Namespace, "upgrade", "web", archive, "--set", "text=four");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 superseded, 4 deployed"));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("four"));
        await HelmProgram.RunAsync(Namespace, "uninstall", "web");
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    private async Task<string> ChartAsync(TestChart chart)
    {
        await PackAsync(chart);
        string path = Path.Combine(_folder, $"{chart.Name}.tgz");
        await File.WriteAllBytesAsync(path, chart.Pack());
        return path;
    }
}
