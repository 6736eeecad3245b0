using System.Diagnostics;
using System.Globalization;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The API server goes away while releases are under way, each in another phase: afterwards nothing is lost, nothing is done twice, and each gets where it was to go.</summary>
internal sealed class OutagePhaseTests : ReleaseTest
{
    private const string CommandVariable = "STEERSMAN_OUTAGE";
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);

    private static readonly TestChart Chart = new TestChart("chart")
        .With("values.yaml", "text: hello\n")
        .With("templates/text.yaml", TestChart.ConfigMapTemplate)
        .With("templates/app.yaml", $"{{{{ if .Values.tag }}}}\n{TestChart.DeploymentTemplate}\n{{{{ end }}}}\n")
        .With("templates/hook.yaml", $"{{{{ if .Values.hook }}}}\n{HookCharts.Job("{{ .Release.Name }}-hook", "{{ .Values.hook }}", tag: "silent")}\n{{{{ end }}}}\n");

    protected override bool StartsOperator => false;

    [Test]
    [Category("Integration")]
    public async Task A_server_that_no_request_reaches_in_any_phase_costs_nothing()
    {
        ServerOutage server = new();
        await ThroughAsync(server.Wrap, async () =>
        {
            server.Begin();
            using PeriodicTimer timer = new(Outage);
            await EndWaitsAsync();
            await timer.WaitForNextTickAsync();
            server.End();
        });
    }

    /// <summary>For a cluster that nothing else uses: <c>STEERSMAN_OUTAGE</c> is a command that stops its API server, starts it again and ends when it is ready.</summary>
    [Test]
    [Category("Outage")]
    public async Task A_server_that_is_stopped_in_any_phase_costs_nothing()
    {
        string command = Environment.GetEnvironmentVariable(CommandVariable) is { Length: > 0 } set ? set : throw new IgnoreException($"{CommandVariable} does not say how to stop the API server");
        await ThroughAsync(null, async () =>
        {
            long began = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { UseShellExecute = false })!;
            await Until.EndsAsync(process.WaitForExitAsync(), "the server is back", TimeSpan.FromMinutes(4));
            Assert.That(process.ExitCode, Is.Zero, command);
            RunReport.Tell(string.Create(CultureInfo.InvariantCulture, $"API server stopped and started again in every phase: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
            await EndWaitsAsync();
        });
    }

    private async Task ThroughAsync(Func<HttpMessageHandler, HttpMessageHandler>? wrap, Func<Task> outage)
    {
        await using JobTally jobs = new(Client, Namespace);
        StartOperator(wrapTransport: wrap);
        await PackAsync(Chart);
        await Task.WhenAll(
            BeginAsync("prehook", "{values: {hook: pre-install}}", OperationPhase.PreHooks),
            BeginApplyAsync("apply"),
            BeginAsync("wait", "{values: {tag: asleep}}", OperationPhase.Wait),
            BeginAsync("posthook", "{values: {hook: post-install}}", OperationPhase.PostHooks),
            BeginAsync("test", "{test: {enable: true}, values: {hook: test}}", OperationPhase.Tests),
            BeginRollbackAsync("rollback"),
            BeginUninstallAsync("uninstall"));
        await ReleaseAsync("prepare", "chart");

        await outage();

        await Task.WhenAll((Task[])[
            UntilReadyAsync("prepare", 1),
            UntilReadyAsync("prehook", 1),
            UntilReadyAsync("apply", 1),
            UntilReadyAsync("wait", 1),
            UntilReadyAsync("posthook", 1),
            UntilReadyAsync("test", 1),
            UntilNotReadyAsync("rollback", Reasons.RollbackSucceeded),
            Until.HoldsAsync(Client.Resource<HelmRelease>(), new NamespacedName(Namespace, "uninstall"), release => release is null, "uninstall is gone"),
        ]);
        await AssertEndsAsync();
        await jobs.CatchUpAsync();
        Assert.That(
            jobs.Counts().Where(count => count.Contains("-hook ", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "posthook", "prehook", "rollback", "test", "uninstall" }.Select(name => $"Job {name}-hook x 1")));
    }

    private async Task AssertEndsAsync()
    {
        foreach (string name in new[] { "prepare", "prehook", "apply", "wait", "posthook", "test" })
        {
            Assert.That(await HistoryAsync(name), Is.EqualTo("1 deployed"), name);
            Assert.That(await GetAsync("v1", "ConfigMap", $"{name}-text"), Is.Not.Null, name);
        }

        Assert.That(await HistoryAsync("rollback"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That((await GetAsync("apps/v1", "Deployment", "rollback"))?.Content["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.ToString(), Is.EqualTo("localhost/app:ready"));
        Assert.That(await SecretsAsync("uninstall"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "uninstall-text"), Is.Null);
    }

    private async Task BeginAsync(string name, string spec, OperationPhase phase)
    {
        await ReleaseAsync(name, "chart", spec);
        await UntilPhaseAsync(name, phase);
    }

    // What is applied to an object that is being deleted would go with it.
    private async Task BeginApplyAsync(string name)
    {
        await ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}-text, finalizers: [test.steersman.dev/hold]}}}}");
        await DeleteAsync("v1", "ConfigMap", $"{name}-text");
        await BeginAsync(name, "{}", OperationPhase.Apply);
    }

    private async Task BeginRollbackAsync(string name)
    {
        await ReleaseAsync(name, "chart", "{values: {tag: ready, hook: pre-rollback}}");
        await UntilReadyAsync(name, 1);
        await ReleaseAsync(name, "chart", "{values: {tag: crash, hook: pre-rollback}, wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}}");
        await UntilReleaseAsync(name, "is rolled back", release => release.CurrentStatus.Operation is { Type: OperationType.Rollback, Phase: OperationPhase.PreHooks });
    }

    private async Task BeginUninstallAsync(string name)
    {
        await ReleaseAsync(name, "chart", "{values: {hook: pre-delete}}");
        await UntilReadyAsync(name, 1);
        await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(Namespace, name), DeleteOptions.Default, CancellationToken.None);
        await UntilReleaseAsync(name, "is uninstalled", release => release.CurrentStatus.Operation is { Type: OperationType.Uninstall, Phase: OperationPhase.PreHooks });
    }

    private Task UntilPhaseAsync(string name, OperationPhase phase) => UntilReleaseAsync(name, $"is in phase {phase}", release => release.CurrentStatus.Operation?.Phase == phase);

    private async Task EndWaitsAsync()
    {
        await Puppet.TreatAsync("silent", "done");
        await Puppet.TreatAsync("asleep", "ready");
        await PatchAsync("v1", "ConfigMap", "apply-text", "metadata: {finalizers: null}");
    }
}
