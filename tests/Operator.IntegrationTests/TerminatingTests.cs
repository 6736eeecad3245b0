using System.Net;
using System.Text;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Namespaces that are deleted with the HelmReleases in them (rules.md §6.2).</summary>
[Category("Integration")]
internal sealed class TerminatingTests : ReleaseTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private string _elsewhere = "";
    private string _role = "";

    protected override bool StartsOperator => false;

    [SetUp]
    public async Task PackChartAsync()
    {
        _elsewhere = await CreateNamespaceAsync();
        _role = $"steersman-{_elsewhere}";
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/role.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: {{ .Values.role }}}\nrules: []\n")
            .With("templates/elsewhere.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: elsewhere, namespace: {{ .Values.elsewhere }}}\ndata: {a: b}\n")
            .With("templates/hook.yaml", "apiVersion: batch/v1\nkind: Job\nmetadata: {name: never, annotations: {helm.sh/hook: pre-delete}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: \"localhost/app:never\"}]}}}\n"));
    }

    [Test]
    public async Task What_cannot_be_deleted_elsewhere_is_named_in_the_operators_namespace_and_holds_nothing_up()
    {
        await using InProcessOperator refused = new(Options(), connections => new Refusing(connections, $"/namespaces/{_elsewhere}/configmaps/"));
        await InstallAsync();

        Assert.That(await DeleteNamespaceAsync(), Is.LessThan(Limit));
        string told = await UntilToldAsync();
        Assert.That(told, Does.StartWith($"HelmRelease {Namespace}/web: namespace {Namespace} is being deleted").And.Contain($"ConfigMap/{_elsewhere}/elsewhere: not today").And.Not.Contain("ClusterRole"));
        await UntilAsync("rbac.authorization.k8s.io/v1", "ClusterRole", _role, "it is gone", item => item is null);
    }

    private OperatorOptions Options() => new() { WatchNamespaces = [Namespace], LeaseNamespace = _elsewhere };

    private async Task InstallAsync()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{role: {_role}, elsewhere: {_elsewhere}}}}}");
        await UntilReadyAsync("web", 1);
    }

    private async Task<string> UntilToldAsync()
    {
        IResourceClient<Event> events = Client.Resource<Event>();
        using CancellationTokenSource deadline = new(Until.Patience);
        ResourceList<Event> list = await events.ListAsync(new ListOptions { Namespace = _elsewhere }, deadline.Token);
        if (list.Items.FirstOrDefault(item => item.Content["reason"]?.ToString() == Reasons.Orphaned) is { } told)
        {
            return told.Content["note"]!.ToString();
        }

        await foreach (WatchEvent<Event> change in events.WatchAsync(new WatchOptions { Namespace = _elsewhere, ResourceVersion = list.ResourceVersion }, deadline.Token))
        {
            if (change is { Type: not WatchEventType.Bookmark, Resource: { } item } && item.Content["reason"]?.ToString() == Reasons.Orphaned)
            {
                return item.Content["note"]!.ToString();
            }
        }

        throw new AssertionException("the watch ended before it was told");
    }

    /// <summary>A server that refuses to delete some objects.</summary>
    private sealed class Refusing(HttpMessageHandler connections, string path) : DelegatingHandler(connections)
    {
        private const string Status = """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"not today","reason":"Forbidden","code":403}""";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Delete && request.RequestUri!.AbsolutePath.Contains(path, StringComparison.Ordinal)
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent(Status, Encoding.UTF8, "application/json") })
                : base.SendAsync(request, cancellationToken);
    }
}
