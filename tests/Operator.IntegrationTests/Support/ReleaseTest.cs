using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A test with a namespace of its own, an operator that watches it, and pods that do as their images say.</summary>
internal abstract partial class ReleaseTest
{
    private const string FieldManager = "steersman-tests";
    private readonly List<string> _namespaces = [];
    private readonly List<string> _log = [];
    private InProcessOperator? _operator;
    private PodPuppet? _puppet;
    private ChartStore? _charts;

    /// <summary>The test's namespace.</summary>
    protected string Namespace { get; private set; } = "";

    protected static IKubernetesClient Client => TestCluster.Client;

    /// <summary>The kind of the test's HelmReleases: the operator's own, or Flux's.</summary>
    protected virtual ReleaseKind Kind => ReleaseKind.Own;

    /// <summary>The HelmReleases of that kind.</summary>
    protected IResourceClient<HelmRelease> ReleaseClient => Client.Resource(Kind.Mapping, Kind.Decode);

    protected PodPuppet Puppet => _puppet ?? throw new InvalidOperationException("nobody plays the kubelet");

    protected InProcessOperator Operator => _operator ?? throw new InvalidOperationException("no operator runs");

    /// <summary>False where a real kubelet runs the pods.</summary>
    protected virtual bool PlaysKubelet => true;

    /// <summary>How long a release is waited for.</summary>
    protected virtual TimeSpan Patience => Until.Patience;

    /// <summary>False where a test starts the operator itself.</summary>
    protected virtual bool StartsOperator => true;

    [SetUp]
    public async Task SetUpAsync()
    {
        if (Kind.IsFlux)
        {
            await FluxDefinitions.InstallReleasesAsync();
            _charts = await ChartStore.StartAsync();
        }

        Namespace = await CreateNamespaceAsync();
        _puppet = PlaysKubelet ? new PodPuppet(Client, Namespace) : null;
        if (StartsOperator)
        {
            StartOperator();
        }
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        try
        {
            await StopOperatorAsync();
        }
        finally
        {
            if (_puppet is not null)
            {
                await _puppet.DisposeAsync();
            }

            if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
            {
                foreach (string line in _log)
                {
                    await TestContext.Out.WriteLineAsync(line);
                }
            }

            if (_charts is not null)
            {
                await _charts.DisposeAsync();
            }

            await CleanAsync();
        }
    }

    /// <summary>Starts the operator of the test's namespace.</summary>
    protected void StartOperator(OperatorOptions? options = null, Func<HttpMessageHandler, HttpMessageHandler>? wrapTransport = null, TimeProvider? time = null) =>
        _operator = new InProcessOperator(options ?? new OperatorOptions { WatchNamespaces = [Namespace], ReconcileFlux = Kind.IsFlux }, wrapTransport, time);

    /// <summary>Stops the operator in order.</summary>
    protected async Task StopOperatorAsync()
    {
        if (_operator is { } running)
        {
            _operator = null;
            try
            {
                await running.DisposeAsync();
            }
            finally
            {
                _log.AddRange(running.Log.Lines);
            }
        }
    }

    /// <summary>Makes a namespace that is deleted after the test.</summary>
    protected async Task<string> CreateNamespaceAsync()
    {
        string name = NewNamespaceName();
        await Client.Resource<Namespace>().CreateAsync(new Namespace(name), WriteOptions.Default, CancellationToken.None);
        return name;
    }

    /// <summary>The name of a namespace that does not exist yet; deleted after the test where it then does.</summary>
    protected string NewNamespaceName()
    {
        string name = $"it-{Guid.NewGuid():n}"[..15];
        _namespaces.Add(name);
        return name;
    }

    /// <summary>Puts a chart into the ConfigMap of its name.</summary>
    protected Task<Unstructured> PackAsync(TestChart chart) => PackAsync(chart.Name, chart.Pack());

    /// <summary>Puts an archive where releases find it under that name: into a ConfigMap, or, for Flux's kind, into the artifact of a HelmChart.</summary>
    protected async Task<Unstructured> PackAsync(string name, byte[] archive)
    {
        if (_charts is not { } store)
        {
            return await ApplyAsync($$"""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: {{name}}}
                binaryData: {chart.tgz: {{Convert.ToBase64String(archive)}}}
                """);
        }

        Unstructured source = await ApplyAsync($"{{apiVersion: {FluxDefinitions.Group}/v1, kind: HelmChart, metadata: {{name: {name}}}, spec: {{chart: {name}}}}}");
        string digest = ChartStore.Digest(archive);
        return await FluxDefinitions.PublishAsync(source, store.Put($"/{digest["sha256:".Length..]}.tgz", archive), digest, digest);
    }

    /// <summary>Applies an object (of the test's namespace, where it names none) as its only owner.</summary>
    protected async Task<Unstructured> ApplyAsync(string yaml)
    {
        JsonObject content = (JsonObject)YamlJson.Parse(yaml)!;
        Unstructured item = new(content);
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(item.GroupVersionKind, CancellationToken.None);
        if (resource.Mapping.IsNamespaced)
        {
            item.Metadata.Namespace ??= Namespace;
        }

        return await resource.ApplyAsync(item, new ApplyOptions(FieldManager) { Force = true }, CancellationToken.None);
    }

    /// <summary>Gives a HelmRelease that spec and no other; a spec without its source takes the chart of the ConfigMap of that name.</summary>
    protected Task<Unstructured> ReleaseAsync(string name, string chart, string spec = "{}")
    {
        JsonObject content = (JsonObject)YamlJson.Parse(spec)!;
        if (Kind.IsFlux)
        {
            content["interval"] ??= "10m";
            if (!content.ContainsKey("chart"))
            {
                content["chartRef"] ??= new JsonObject { ["kind"] = "HelmChart", ["name"] = chart };
            }
        }
        else if (!content.ContainsKey("chart") && !content.ContainsKey("chartRef"))
        {
            content["source"] ??= new JsonObject { ["configMap"] = new JsonObject { ["name"] = chart, ["key"] = "chart.tgz" } };
        }

        return SpecifyAsync(name, content);
    }

    // No apply: of a field that is taken back Kubernetes 1.20 keeps a null, which the schema refuses.
    private async Task<Unstructured> SpecifyAsync(string name, JsonObject spec)
    {
        IResourceClient<Unstructured> releases = Client.Resource(Kind.Mapping);
        while (true)
        {
            Unstructured? release = await releases.GetAsync(new NamespacedName(Namespace, name), CancellationToken.None);
            try
            {
                if (release is not null)
                {
                    release.Content["spec"] = spec.DeepClone();
                    return await releases.UpdateAsync(release, new WriteOptions { FieldManager = FieldManager }, CancellationToken.None);
                }

                release = Unstructured.Create(Kind.Mapping.Kind, new NamespacedName(Namespace, name));
                release.Content["spec"] = spec.DeepClone();
                return await releases.CreateAsync(release, new WriteOptions { FieldManager = FieldManager }, CancellationToken.None);
            }
            catch (KubernetesApiException exception) when (exception.IsConflict)
            {
                // The operator wrote in between.
            }
        }
    }

    /// <summary>Waits for a HelmRelease.</summary>
    protected async Task<HelmRelease> UntilReleaseAsync(string name, string what, Func<HelmRelease, bool> holds, TimeSpan? patience = null) =>
        (await Until.HoldsAsync(ReleaseClient, new NamespacedName(Namespace, name), release => release is not null && holds(release), $"{name}: {what}", patience ?? Patience))!;

    /// <summary>Waits until the present generation is judged as Ready, at that revision.</summary>
    protected Task<HelmRelease> UntilReadyAsync(string name, int revision) => UntilReleaseAsync(
        name,
        $"ready at revision {revision}",
        release => IsJudged(release) && Ready(release) is { Status: "True" } && release.CurrentStatus.Release?.Revision == revision);

    /// <summary>Waits until the present generation is judged as not Ready, for that reason.</summary>
    protected Task<HelmRelease> UntilNotReadyAsync(string name, string reason) =>
        UntilReleaseAsync(name, $"not ready for {reason}", release => IsJudged(release) && Ready(release) is { Status: "False" } ready && ready.Reason == reason);

    /// <summary>Waits for an object of a namespaced kind in the test's namespace.</summary>
    protected async Task<Unstructured?> UntilAsync(string apiVersion, string kind, string name, string what, Func<Unstructured?, bool> holds)
    {
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(apiVersion, kind), CancellationToken.None);
        return await Until.HoldsAsync(resource, new NamespacedName(resource.Mapping.IsNamespaced ? Namespace : null, name), holds, $"{kind} {name}: {what}");
    }

    /// <summary>An object of the test's namespace, or null.</summary>
    protected async Task<Unstructured?> GetAsync(string apiVersion, string kind, string name)
    {
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(apiVersion, kind), CancellationToken.None);
        return await resource.GetAsync(new NamespacedName(Namespace, name), CancellationToken.None);
    }

    /// <summary>Deletes a HelmRelease and waits until it is gone.</summary>
    protected async Task DeleteReleaseAsync(string name)
    {
        await ReleaseClient.DeleteAsync(new NamespacedName(Namespace, name), DeleteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(ReleaseClient, new NamespacedName(Namespace, name), release => release is null, $"{name} is gone");
    }

    /// <summary>The release Secrets, oldest revision first.</summary>
    protected async Task<IReadOnlyList<Secret>> SecretsAsync(string release, string? ns = null)
    {
        ResourceList<Secret> list = await Client.Resource<Secret>().ListAsync(new ListOptions { Namespace = ns ?? Namespace, LabelSelector = $"owner=helm,name={release}" }, CancellationToken.None);
        return [.. list.Items.OrderBy(secret => int.Parse(secret.Metadata.Labels["version"]!, CultureInfo.InvariantCulture))];
    }

    /// <summary>The stored revisions, oldest first.</summary>
    protected async Task<IReadOnlyList<Release>> RevisionsAsync(string release, string? ns = null) =>
        [.. (await SecretsAsync(release, ns)).Select(secret => ReleaseCodec.Decode(Encoding.ASCII.GetString(secret.GetData("release")!)))];

    /// <summary>The stored revisions as <c>1 superseded, 2 deployed</c>.</summary>
    protected async Task<string> HistoryAsync(string release) =>
        string.Join(", ", (await RevisionsAsync(release)).Select(revision => $"{revision.Version} {revision.Info?.Status}"));

    protected static Condition? Ready(HelmRelease release) => release.CurrentStatus.Find("Ready");

    private static bool IsJudged(HelmRelease release) => release.CurrentStatus.ObservedGeneration == release.Metadata.Generation;

    // Nobody works on the namespaces any more: finalizers are taken off by hand. Their contents go in the background.
    private async Task CleanAsync()
    {
        foreach (string ns in _namespaces)
        {
            try
            {
                foreach (HelmRelease release in (await ReleaseClient.ListAsync(new ListOptions { Namespace = ns }, CancellationToken.None)).Items)
                {
                    JsonObject patch = new() { ["metadata"] = new JsonObject { ["finalizers"] = null } };
                    await ReleaseClient.PatchAsync(release.Metadata.Key, Patch.Merge(patch), WriteOptions.Default, CancellationToken.None);
                }

                await Client.Resource<Namespace>().DeleteAsync(new NamespacedName(null, ns), DeleteOptions.Default, CancellationToken.None);
            }
            catch (KubernetesException exception)
            {
                await TestContext.Out.WriteLineAsync($"namespace {ns} stays: {exception.Message}");
            }
        }
    }
}
