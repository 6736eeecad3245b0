using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>How long it takes from a change of what a release refers to until its objects are changed: values in a ConfigMap and in a Secret, a source, and a dependency.</summary>
[Category("Integration")]
[Category("Long")]
[NonParallelizable]
internal sealed class ChangeLatencyTests : ReleaseTest
{
    private const int Changes = 25;
    private const int Rounds = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _seen = new(StringComparer.Ordinal);

    protected override bool StartsOperator => false;

    [OneTimeSetUp]
    public static Task InstallAsync() => FluxDefinitions.InstallAsync("helmcharts");

    [Test]
    public async Task A_change_of_values_source_or_dependency_reaches_the_cluster_in_two_seconds_and_nobody_polls()
    {
        AuditLog.Need();
        await using ChartStore store = await ChartStore.StartAsync();
        using OperatorProgram running = new("--watch-namespace", Namespace, "--leader-elect", "--leader-election-namespace", Namespace, "--leader-election-retry-period", "1s");
        using CancellationTokenSource ends = new();
        Task watching = WatchAsync(ends.Token);
        await BeginAsync(store);
        DateTimeOffset from = DateTimeOffset.UtcNow;
        LatencyFigures measured = new(false, "");
        ConcurrentBag<double> seconds = [];
        MachineLoad load = MachineLoad.Begin();
        int rounds = 0;
        while (rounds < Rounds && !measured.IsWithin)
        {
            await RoundAsync(store, 1 + (rounds++ * Changes), seconds);
            measured = LatencyFigures.Of("change to cluster", seconds, Limit, load.Busy);
        }

        RunReport.Tell(measured.Text);

        // One release waits for its dependency from here on.
        await HoldBackAsync(1 + (rounds * Changes));
        DateTimeOffset settled = await RenewedAsync(DateTimeOffset.UtcNow + Tick);
        DateTimeOffset end = await RenewedAsync(settled + (3 * Tick));
        await ends.CancelAsync();
        await watching;

        Assert.That(measured.IsWithin, Is.True, measured.Text);
        IReadOnlyList<AuditEntry> requests = await AuditLog.OperatorRequestsAsync(from, end);
        Assert.That(requests.Where(request => request.At >= settled && request.Verb != "watch" && request.Resource != "leases"), Is.Empty, "nothing changes, and nobody asks");
        Assert.That(requests.Where(request => request.Verb == "list"), Is.Empty);
        foreach (string resource in (string[])["configmaps", "secrets", "helmcharts"])
        {
            int asked = requests.Count(request => request.Verb == "get" && request.Resource == resource);
            RunReport.Tell($"{resource} read one by one in {4 * Changes * rounds} changes: {asked}");
            Assert.That(asked, Is.LessThanOrEqualTo(2 * Changes * rounds), resource);
        }
    }

    private async Task BeginAsync(ChartStore store)
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ConfigureAsync("ConfigMap", 0);
        await ConfigureAsync("Secret", 0);
        await ApplyAsync($"{{apiVersion: {FluxDefinitions.Group}/v1, kind: HelmChart, metadata: {{name: chart}}, spec: {{chart: chart}}}}");
        await PublishAsync(store, 0);
        await OpenAsync(0);
        await ReleaseAsync("configmap", "chart", "{valuesFrom: [{kind: ConfigMap, name: settings}]}");
        await ReleaseAsync("secret", "chart", "{valuesFrom: [{kind: Secret, name: settings}]}");
        await ReleaseAsync("source", "", "{chartRef: {kind: HelmChart, name: chart}}");
        await DependAsync(0);
        foreach (string name in (string[])["configmap", "secret", "source", "dependency"])
        {
            await UntilReadyAsync(name, 1);
        }
    }

    // A disk or a neighbour that stalls for a second spoils a round: then more samples are taken, and all of them count.
    private Task RoundAsync(ChartStore store, int first, ConcurrentBag<double> seconds) => Task.WhenAll(
        RepeatAsync("configmap", first, seconds, index => ConfigureAsync("ConfigMap", index)),
        RepeatAsync("secret", first, seconds, index => ConfigureAsync("Secret", index)),
        RepeatAsync("source", first, seconds, index => PublishAsync(store, index)),
        RepeatAsync("dependency", first, seconds, OpenAsync, HoldBackAsync));

    private async Task RepeatAsync(string release, int first, ConcurrentBag<double> seconds, Func<int, Task> change, Func<int, Task>? prepare = null)
    {
        for (int index = first; index < first + Changes; index++)
        {
            await (prepare?.Invoke(index) ?? Task.CompletedTask);
            Task<long> arrives = Arrival($"{release}-text", index.ToString()).Task;
            long began = Stopwatch.GetTimestamp();
            await change(index);
            seconds.Add((await arrives.WaitAsync(Until.Patience, CancellationToken.None) - began) / (double)Stopwatch.Frequency);
        }
    }

    private Task<Unstructured> ConfigureAsync(string kind, int index) => ApplyAsync(
        $"{{apiVersion: v1, kind: {kind}, metadata: {{name: settings}}, {(kind == "Secret" ? "stringData" : "data")}: {{values.yaml: 'text: \"{index}\"'}}}}");

    private Task<Unstructured> OpenAsync(int index) => ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: gate}}, data: {{open: '{index}'}}}}");

    private Task<Unstructured> DependAsync(int index) => ReleaseAsync(
        "dependency", "chart", $"{{values: {{text: '{index}'}}, dependsOn: [{{apiVersion: v1, kind: ConfigMap, name: gate, readyExpr: dep.data.open == self.spec.values.text}}]}}");

    private async Task HoldBackAsync(int index)
    {
        await DependAsync(index);
        await UntilNotReadyAsync("dependency", Reasons.DependencyNotReady);
    }

    // As source-controller packs a chart anew.
    private async Task PublishAsync(ChartStore store, int index)
    {
        byte[] archive = new TestChart("chart").With("values.yaml", $"text: '{index}'\n").With("templates/configmap.yaml", TestChart.ConfigMapTemplate).Pack();
        JsonObject status = new()
        {
            ["observedGeneration"] = 1,
            ["artifact"] = new JsonObject { ["url"] = store.Put($"/chart-{index}.tgz", archive), ["digest"] = ChartStore.Digest(archive), ["revision"] = $"1.0.{index}" },
        };
        IResourceClient<Unstructured> charts = await Client.ResourceAsync(GroupVersionKind.Parse($"{FluxDefinitions.Group}/v1", "HelmChart"), CancellationToken.None);
        await charts.PatchStatusAsync(new NamespacedName(Namespace, "chart"), Patch.Merge(new JsonObject { ["status"] = status }), WriteOptions.Default, CancellationToken.None);
    }

    private TaskCompletionSource<long> Arrival(string name, string text) =>
        _seen.GetOrAdd($"{name}={text}", _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task WatchAsync(CancellationToken cancellation)
    {
        IResourceClient<Unstructured> maps = Client.Resource(ResourceMapping.Known("", "v1", "ConfigMap", "configmaps"));
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await foreach (WatchEvent<Unstructured> change in maps.WatchAsync(new WatchOptions { Namespace = Namespace }, cancellation))
                {
                    if (change is { Type: WatchEventType.Added or WatchEventType.Modified, Resource: { } map } && map.Content["data"]?["text"]?.ToString() is { } text)
                    {
                        Arrival(map.Metadata.Name, text).TrySetResult(Stopwatch.GetTimestamp());
                    }
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<DateTimeOffset> RenewedAsync(DateTimeOffset at)
    {
        Lease? lease = await Until.HoldsAsync(Client.Resource<Lease>(), new NamespacedName(Namespace, "steersman-leader"), lease => lease?.RenewTime >= at, $"the Lease is renewed at {at:O}");
        return lease!.RenewTime!.Value;
    }
}
