using System.Text.Json.Nodes;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The examples of Flux's HelmRelease documentation, which <c>docs/migrating-from-flux.md</c> lists, with their apiVersion line changed.</summary>
[Category("Integration")]
internal sealed class FluxExampleTests : ReleaseTest
{
    /// <summary>Examples that are shown by tests of their own: they need another cluster.</summary>
    private static readonly string[] Others = ["cluster-api", "kubeconfig-configmap", "kubeconfig-secret"];

    [OneTimeSetUp]
    public static Task InstallAsync() => FluxDefinitions.InstallAsync("helmrepositories", "ocirepositories", "helmcharts");

    [Test]
    public async Task Examples_are_accepted_with_every_field()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        WriteOptions strict = new() { DryRun = true, FieldValidation = FieldValidation.Strict };
        foreach ((string name, IReadOnlyList<JsonObject> items) in FluxExamples.Load(store, Namespace))
        {
            foreach (JsonObject item in items.Where(IsRelease))
            {
                item["metadata"]!["namespace"] = Namespace;
                Unstructured stored = await Client.Resource(HelmRelease.Mapping).CreateAsync(new Unstructured((JsonObject)item.DeepClone()), strict, CancellationToken.None);

                // Older servers prune what they do not know.
                Assert.That(Contains(stored.Content["spec"], item["spec"]), Is.True, $"{name}: {stored.Content["spec"]}");
            }
        }
    }

    [Test]
    public async Task Examples_do_what_their_text_says()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        TestChart chart = Chart("default");
        byte[] archive = store.PutChart(chart);
        TestChart newer = Chart("default", "6.6.0");
        byte[] newerArchive = store.PutChart(newer);
        store.PutIndex(ChartStore.Entry(newer, newerArchive) + ChartStore.Entry(chart, archive), "podinfo");
        string manifest = store.Push(chart);
        IReadOnlyList<JsonObject>[] examples = [.. FluxExamples.Load(store, Namespace).Where(example => !Others.Contains(example.Key)).Select(example => example.Value)];
        foreach (JsonObject item in examples.SelectMany(items => items).OrderBy(IsRelease))
        {
            await ApplyAsync(item.ToJsonString());
        }

        await ServeChartAsync(store);
        foreach (JsonObject release in examples.SelectMany(items => items).Where(item => IsRelease(item) && item["spec"]!["suspend"] is null))
        {
            await UntilReadyAsync(release["metadata"]!["name"]!.ToString(), 1);
        }

        await TemplateAsync();
        await ValuesAsync();
        await PostRenderedAsync();
        Assert.That((await SeenAsync("oci-repository")).CurrentStatus.LastAttemptedRevision, Is.EqualTo($"6.5.3+{manifest["sha256:".Length..][..12]}"));
        Assert.That((await TestsAsync("tests"), await TestsAsync("test-filters")), Is.EqualTo(("connection Succeeded, migration Failed", "connection Succeeded")));
        Assert.That((await SeenAsync("frontend")).CurrentStatus.History![0].FirstDeployed!.Value, Is.GreaterThanOrEqualTo((await SeenAsync("backend")).CurrentStatus.History![0].FirstDeployed!.Value));
        Assert.That(await SecretsAsync("suspend"), Is.Empty);
        await DeleteReleaseAsync("uninstall-without-hooks");
    }

    // What it was rendered with, and two tests of which one fails.
    private static TestChart Chart(string text, string version = "6.5.3") => new TestChart("podinfo", version)
        .With("values.yaml", $"replicaCount: 1\ntext: {text}\n")
        .With("templates/deployment.yaml", TestChart.DeploymentTemplate
            .Replace("name: {{ .Release.Name }}\n", "name: {{ .Release.Name }}\n  labels: {chart: podinfo}\n  annotations: {chart: podinfo}\n", StringComparison.Ordinal)
            .Replace(".Values.replicas", ".Values.replicaCount", StringComparison.Ordinal))
        .With("templates/values.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{ .Release.Name }}'}\ndata:\n  values: {{ toJson .Values | quote }}\n")
        .With("templates/connection.yaml", Hook("test", "connection", "done"))
        .With("templates/migration.yaml", Hook("test", "migration", "fail"))
        .With("templates/delete.yaml", Hook("pre-delete", "delete", "fail"));

    private static string Hook(string events, string name, string tag) => $$$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: '{{ .Release.Name }}-{{{events}}}-{{{name}}}'
          annotations: {helm.sh/hook: {{{events}}}}
        spec:
          restartPolicy: Never
          containers:
          - name: app
            image: localhost/app:{{{tag}}}
        """;

    private static bool IsRelease(JsonObject item) => item["kind"]!.ToString() == "HelmRelease";

    private static bool Contains(JsonNode? stored, JsonNode? sent) => sent switch
    {
        JsonObject fields => fields.All(field => stored is JsonObject its && Contains(its[field.Key], field.Value)),
        JsonArray elements => stored is JsonArray its && its.Count == elements.Count && elements.Zip(its).All(pair => Contains(pair.Second, pair.First)),
        _ => JsonNode.DeepEquals(stored, sent),
    };

    // In the place of source-controller.
    private async Task ServeChartAsync(ChartStore store)
    {
        byte[] packed = Chart("packed for production").Pack();
        JsonObject status = new()
        {
            ["observedGeneration"] = 1,
            ["artifact"] = new JsonObject { ["url"] = store.Put("/packed.tgz", packed), ["digest"] = ChartStore.Digest(packed), ["revision"] = "6.5.3" },
        };
        IResourceClient<Unstructured> charts = await Client.ResourceAsync(GroupVersionKind.Parse($"{FluxDefinitions.Group}/v1", "HelmChart"), CancellationToken.None);
        await charts.PatchStatusAsync(new NamespacedName(Namespace, "podinfo"), Patch.Merge(new JsonObject { ["status"] = status }), WriteOptions.Default, CancellationToken.None);
    }

    private async Task TemplateAsync()
    {
        Assert.That((await SeenAsync("chart-template")).CurrentStatus.Release?.Chart, Is.EqualTo("podinfo-6.5.3"));
        Assert.That(await TestsAsync("chart-template"), Is.EqualTo("connection Succeeded"));
        Assert.That((await GetAsync("apps/v1", "Deployment", "from-template"))!.Content["spec"]!["replicas"]!.ToString(), Is.EqualTo("2"));
        await PatchAsync("apps/v1", "Deployment", "from-template", "{spec: {replicas: 1}}");
        await PatchAsync("v1", "ConfigMap", "from-template", "{data: {values: changed}}");
        await UntilAsync("v1", "ConfigMap", "from-template", "is put back", item => item?.Content["data"]?["values"]?.ToString().StartsWith('{') == true);
        Assert.That((await GetAsync("apps/v1", "Deployment", "from-template"))!.Content["spec"]!["replicas"]!.ToString(), Is.EqualTo("1"));
    }

    private async Task ValuesAsync()
    {
        JsonNode values = await RenderedAsync("values-references");
        Assert.That((values["replicaCount"]!.ToString(), values["text"]!.ToString(), values["tls"]), Is.EqualTo(("3", "from production", (JsonNode?)null)));
        Assert.That(values["externalConfig"]!["application.yml"]!["content"]!.ToString(), Is.EqualTo("list: [a, b]\nname: {x=1,y=2}\n"));
        values = await RenderedAsync("inline-values");
        Assert.That((values["replicaCount"]!.ToString(), values["text"]!.ToString()), Is.EqualTo(("1", "from the reference")));
        values = await RenderedAsync("webapp");
        Assert.That((values["replicaCount"]!.ToString(), values["text"]!.ToString()), Is.EqualTo(("2", "from the secret")));
        Assert.That((await RenderedAsync("helm-chart"))["text"]!.ToString(), Is.EqualTo("packed for production"));
    }

    private async Task PostRenderedAsync()
    {
        Unstructured patched = (await GetAsync("apps/v1", "Deployment", "post-renderers"))!;
        Assert.That(patched.Metadata.Labels["environment"], Is.EqualTo("production"));
        Assert.That(patched.Content["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.ToString(), Is.EqualTo("localhost/mirror/app:ready"));
        Assert.That((await GetAsync("apps/v1", "Deployment", "drift-annotation"))!.Metadata.Annotations["helm.toolkit.fluxcd.io/driftDetection"], Is.EqualTo("disabled"));
        Release stored = (await RevisionsAsync("post-render-strategy"))[0];
        Assert.That(stored.Hooks!.Select(hook => YamlJson.Parse(hook.Manifest)!["metadata"]!["labels"]?["team"]?.ToString()), Is.All.EqualTo("web"));
    }

    private async Task<HelmRelease> SeenAsync(string name) => (await Client.Resource<HelmRelease>().GetAsync(new NamespacedName(Namespace, name), CancellationToken.None))!;

    private async Task<JsonNode> RenderedAsync(string release) => JsonNode.Parse((await GetAsync("v1", "ConfigMap", release))!.Content["data"]!["values"]!.ToString())!;

    private async Task<string> TestsAsync(string name) => string.Join(", ", (await SeenAsync(name)).CurrentStatus.History![0].TestHooks!
        .Where(test => !string.IsNullOrEmpty(test.Value.Phase)).OrderBy(test => test.Key, StringComparer.Ordinal).Select(test => $"{test.Key[(test.Key.LastIndexOf('-') + 1)..]} {test.Value.Phase}"));
}
