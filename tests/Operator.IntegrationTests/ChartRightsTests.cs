using System.Text.Json.Nodes;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;
using Steersman.Helm.Values;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The operator with the rights that its own chart gives it for one namespace, and no others.</summary>
[Category("Integration")]
internal sealed class ChartRightsTests : ReleaseTest
{
    // What the chart of the release holds: whoever installs the operator without rbac.clusterAdmin grants that.
    private const string OfObjects = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: objects}
        rules:
        - {apiGroups: [""], resources: [configmaps, pods], verbs: [get, list, watch, create, update, patch, delete]}
        - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, create, update, patch, delete]}
        - {apiGroups: [batch], resources: [jobs], verbs: [get, list, watch, create, update, patch, delete]}
        """;

    private readonly List<(string Kind, string Name)> _ofCluster = [];

    protected override bool StartsOperator => false;

    [TearDown]
    public async Task RemoveAsync()
    {
        await StopOperatorAsync();
        foreach ((string kind, string name) in _ofCluster)
        {
            await DeleteAsync("rbac.authorization.k8s.io/v1", kind, name);
        }
    }

    [Test]
    public async Task Over_the_life_of_a_release_nothing_is_asked_for_that_the_chart_does_not_grant()
    {
        await GrantAsync();
        ActingAs acting = new($"system:serviceaccount:{Namespace}:steersman");
        using (KubernetesClient client = new(TestCluster.Configuration(TestCluster.Kubeconfig), new KubernetesClientOptions { WrapTransport = acting.Wrap }))
        {
            Assert.That(async () => await client.Resource<Secret>().GetAsync(new NamespacedName("default", "any"), CancellationToken.None), Throws.TypeOf<KubernetesApiException>());
        }

        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], LeaderElect = true, LeaseNamespace = Namespace }, acting.Wrap);
        await PackAsync(TestChart.OfDeployment("chart").With("templates/text.yaml", TestChart.ConfigMapTemplate).With("templates/hook.yaml", HookCharts.Job("before", "pre-install,pre-upgrade,pre-delete")));
        const string Spec = "driftDetection: {mode: enabled}, preflight: {mode: Block}";
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: one}}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: two}}}}");
        await UntilReadyAsync("web", 2);
        await PatchAsync("v1", "ConfigMap", "web-text", "data: {text: by hand}");
        await UntilAsync("v1", "ConfigMap", "web-text", "it is put back", item => item?.Content["data"]?["text"]?.ToString() == "two");
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: three, tag: crash}}}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        await UntilEventAsync("web", Reasons.RollbackSucceeded, "web");
        await DeleteReleaseAsync("web");

        Assert.That(acting.Refused, Is.EqualTo(new[] { "GET /api/v1/namespaces/default/secrets/any" }), "but what is asked here");
    }

    // Names of cluster roles are those of the release of the operator's chart: no two tests share one.
    private async Task GrantAsync()
    {
        RenderedChart rendered = ChartRenderer.Render(ChartLoader.LoadDirectory(Path.Combine(Root(), "charts/steersman")), new ChartRenderOptions
        {
            Release = new ReleaseOptions { Name = $"steersman-{Namespace}", Namespace = Namespace, Revision = 1, IsInstall = true },
            Values = ValuesReader.LoadValues($"{{watchNamespaces: [{Namespace}], rbac: {{clusterAdmin: false}}}}"),
        });
        foreach (JsonNode document in YamlJson.ParseAll(rendered.ManifestText))
        {
            string kind = document["kind"]!.ToString();
            if (kind is "ServiceAccount" or "Role" or "RoleBinding" or "ClusterRole" or "ClusterRoleBinding" && !document["metadata"]!["name"]!.ToString().Contains("helmrelease-", StringComparison.Ordinal))
            {
                await ApplyAsync(document.ToJsonString());
                if (kind.StartsWith("Cluster", StringComparison.Ordinal))
                {
                    _ofCluster.Add((kind, document["metadata"]!["name"]!.ToString()));
                }
            }
        }

        await ApplyAsync(OfObjects);
        await ApplyAsync($"{{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {{name: objects}}, roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: Role, name: objects}}, subjects: [{{kind: ServiceAccount, name: steersman, namespace: {Namespace}}}]}}");
        await UntilAllowedAsync($"system:serviceaccount:{Namespace}:steersman");
    }

    // The server's authorizer follows its own watch: the last binding that was made comes last.
    private async Task UntilAllowedAsync(string user)
    {
        string review = $"{{apiVersion: authorization.k8s.io/v1, kind: SubjectAccessReview, metadata: {{}}, spec: {{user: '{user}', groups: ['system:authenticated'], resourceAttributes: {{namespace: {Namespace}, verb: delete, group: batch, resource: jobs}}}}}}";
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50));
        using CancellationTokenSource deadline = new(Until.Patience);
        Unstructured item = new((JsonObject)YamlJson.Parse(review)!);
        do
        {
            IResourceClient<Unstructured> reviews = await Client.ResourceAsync(item.GroupVersionKind, deadline.Token);
            if ((await reviews.CreateAsync(item, WriteOptions.Default, deadline.Token)).Content["status"]?["allowed"]?.GetValue<bool>() == true)
            {
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(deadline.Token));
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Operator.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The repository's root is not above the test's folder.");
    }
}
