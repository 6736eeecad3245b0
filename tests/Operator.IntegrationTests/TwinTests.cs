using System.Text;
using System.Text.Json.Nodes;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The real Helm and the operator drive a release each with the same inputs; what they leave must be the same.</summary>
[Category("Integration")]
internal sealed class TwinTests : ReleaseTest
{
    private const string Configured = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}-text
          labels: {chart: "{{ .Chart.Name }}-{{ .Chart.Version }}", revision: "{{ .Release.Revision }}"}
        data:
          text: {{ .Values.text | quote }}
          number: {{ .Values.number | quote }}
          values: {{ toYaml .Values | quote }}
        """;

    private const string Exposed = """
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ .Release.Name }}
        spec:
          selector: {app: {{ .Release.Name }}}
          ports:
          - {name: http, port: 80, targetPort: 8080, protocol: TCP}
        """;

    private const string Hooked = """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{ .Release.Name }}-migrate
          annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-weight: "3"}
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
              - {name: job, image: "localhost/job:done"}
        """;

    private string _folder = "";
    private string _twin = "";
    private PodPuppet? _twinPuppet;

    [SetUp]
    public async Task PrepareAsync()
    {
        HelmProgram.Need();
        _twin = await CreateNamespaceAsync();
        _twinPuppet = new PodPuppet(Client, _twin);
        _folder = Directory.CreateTempSubdirectory("steersman-twin-").FullName;
        TestChart chart = TestChart.OfDeployment("chart").With("templates/configmap.yaml", Configured).With("templates/service.yaml", Exposed).With("templates/migrate.yaml", Hooked)
            .With("templates/NOTES.txt", "{{ .Release.Name }} runs {{ .Values.tag }}\n");
        await PackAsync(chart);
        await File.WriteAllBytesAsync(Archive, chart.Pack());
    }

    [TearDown]
    public async Task CleanTwinAsync()
    {
        if (_twinPuppet is not null)
        {
            await _twinPuppet.DisposeAsync();
        }

        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Archive => Path.Combine(_folder, "chart.tgz");

    [Test]
    public async Task The_operator_leaves_what_Helm_leaves_after_install_upgrade_failed_upgrade_and_rollback()
    {
        const string Timeout = "timeout: 60s, wait: {failFast: {enabled: false}}";
        await ReleaseAsync("web", "chart", $"{{values: {{text: one, number: 1}}, {Timeout}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{text: two, number: 2.5, list: [1, a, null]}}, {Timeout}}}");
        await UntilReadyAsync("web", 2);
        await ReleaseAsync("web", "chart", $"{{values: {{text: three, number: 3, tag: crash}}, upgrade: {{timeout: 4s}}, {Timeout}}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        await RunTwinAsync(0, "install", "{text: one, number: 1}");
        await RunTwinAsync(0, "upgrade", "{text: two, number: 2.5, list: [1, a, null]}");
        await RunTwinAsync(1, "upgrade", "{text: three, number: 3, tag: crash}");
        await HelmProgram.RunAsync(_twin, "rollback", "web", "2", "--wait", "--timeout", "60s");

        await AssertSameRecordsAsync();
        await AssertSameObjectAsync("v1", "ConfigMap", "web-text");
        await AssertSameObjectAsync("v1", "Service", "web");
        await UntilRolledOutAsync(Namespace);
        await UntilRolledOutAsync(_twin);
        await AssertSameObjectAsync("apps/v1", "Deployment", "web");

        // Helm takes over, while the operator stands aside.
        await ReleaseAsync("web", "chart", $"{{suspend: true, values: {{text: three, number: 3, tag: crash}}, {Timeout}}}");
        await UntilReleaseAsync("web", "the suspension is seen", release => release.CurrentStatus.ObservedGeneration == release.Metadata.Generation);
        await HelmProgram.RunAsync(Namespace, "upgrade", "web", Archive, "-f", await ValuesAsync("{text: hand, number: 5}"), "--wait", "--timeout", "60s");
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("hand"));
        await HelmProgram.RunAsync(Namespace, "rollback", "web", "2", "--wait", "--timeout", "60s");
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("two"));
    }

    private async Task RunTwinAsync(int code, string verb, string values)
    {
        (int actual, string output) = await HelmProgram.TryAsync(_twin, verb, "web", Archive, "-f", await ValuesAsync(values), "--wait", "--timeout", code == 0 ? "60s" : "4s");
        Assert.That(actual, Is.EqualTo(code), output);
    }

    private async Task<string> ValuesAsync(string values)
    {
        string file = Path.Combine(_folder, $"{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(file, values);
        return file;
    }

    private async Task AssertSameRecordsAsync()
    {
        IReadOnlyList<Secret> ours = await SecretsAsync("web");
        IReadOnlyList<Secret> theirs = await SecretsAsync("web", _twin);
        Assert.That(ours.Select(secret => secret.Metadata.Name), Is.EqualTo(theirs.Select(secret => secret.Metadata.Name)));
        using IDisposable all = Assert.EnterMultipleScope();
        for (int index = 0; index < ours.Count; index++)
        {
            Assert.That(Labels(ours[index]), Is.EqualTo(Labels(theirs[index])), ours[index].Metadata.Name);
            Assert.That(ours[index].Type, Is.EqualTo(theirs[index].Type));
            Assert.That(Twins.Differences(Twins.Record(Json(ours[index]), Namespace), Twins.Record(Json(theirs[index]), _twin)), Is.Empty, ours[index].Metadata.Name);
        }
    }

    private static JsonObject Json(Secret secret) => (JsonObject)JsonNode.Parse(ReleaseCodec.ToJson(ReleaseCodec.Decode(Encoding.ASCII.GetString(secret.GetData("release")!))))!;

    // Whether Helm keeps createdAt when it writes a record again depends on how it had read it.
    private static string Labels(Secret secret) => string.Join(
        ", ",
        secret.Metadata.Labels.Where(label => label.Key is not ("createdAt" or "modifiedAt")).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private async Task AssertSameObjectAsync(string apiVersion, string kind, string name)
    {
        JsonObject ours = await LiveAsync(Namespace, apiVersion, kind, name);
        JsonObject theirs = await LiveAsync(_twin, apiVersion, kind, name);
        Assert.That(Twins.Differences(Twins.Live(ours, Namespace), Twins.Live(theirs, _twin)), Is.Empty, $"{kind}/{name}");
    }

    // Ready is not yet at rest: the controller goes on to write the status.
    private static async Task UntilRolledOutAsync(string ns)
    {
        IResourceClient<Unstructured> deployments = await Client.ResourceAsync(GroupVersionKind.Parse("apps/v1", "Deployment"), CancellationToken.None);
        await Until.HoldsAsync(deployments, new NamespacedName(ns, "web"), IsRolledOut, $"the Deployment of {ns} is rolled out");
    }

    private static bool IsRolledOut(Unstructured? deployment) =>
        deployment?.Content["status"] is JsonObject status
        && status["observedGeneration"]?.GetValue<long>() == deployment.Metadata.Generation
        && (status["replicas"]?.GetValue<int>(), status["updatedReplicas"]?.GetValue<int>(), status["availableReplicas"]?.GetValue<int>()) == (1, 1, 1)
        && status["unavailableReplicas"] is null
        && status["terminatingReplicas"]?.GetValue<int>() is null or 0
        && status["conditions"] is JsonArray conditions
        && conditions.Any(condition => condition?["reason"]?.ToString() == "NewReplicaSetAvailable");

    private static async Task<JsonObject> LiveAsync(string ns, string apiVersion, string kind, string name)
    {
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(apiVersion, kind), CancellationToken.None);
        ListOptions options = new() { Namespace = ns, FieldSelector = $"metadata.name={name}", ManagedFields = true };
        return (await resource.ListAsync(options, CancellationToken.None)).Items.Single().Content;
    }
}
