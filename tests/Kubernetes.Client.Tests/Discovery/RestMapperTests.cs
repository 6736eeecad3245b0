using Steersman.Kubernetes.Client.Discovery;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Discovery;

public sealed class RestMapperTests
{
    private static readonly GroupVersionKind Deployment = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind Widget = new("example.com", "v1", "Widget");

    private ScriptedServer _server = null!;
    private ManualTimeProvider _time = null!;
    private KubernetesClient _client = null!;

    private IRestMapper Mapper => _client.Mapper;

    private IEnumerable<string> Asked => _server.Requests.Select(request => request.Path);

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _time = new ManualTimeProvider();
        _client = _server.Client(new KubernetesClientOptions { TimeProvider = _time });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_server_with_aggregated_discovery_is_asked_twice_for_everything()
    {
        Aggregated();

        ResourceMapping deployment = await Mapper.GetAsync(Deployment, Deadline.None);
        ResourceMapping pod = await Mapper.GetAsync(new GroupVersionKind("", "v1", "Pod"), Deadline.None);
        ResourceMapping space = await Mapper.GetAsync(new GroupVersionKind("", "v1", "Namespace"), Deadline.None);

        Assert.Multiple(() =>
        {
            Assert.That((deployment.Plural, deployment.Scope, deployment.ToString()), Is.EqualTo(("deployments", ResourceScope.Namespaced, "deployments.apps")));
            Assert.That(deployment.Subresources, Is.EquivalentTo(new[] { "scale", "status" }));
            Assert.That((deployment.Supports("patch"), deployment.Supports("proxy")), Is.EqualTo((true, false)));
            Assert.That(pod.Subresources, Does.Contain("ephemeralcontainers"));
            Assert.That(space.Scope, Is.EqualTo(ResourceScope.Cluster));
            Assert.That(Asked, Is.EqualTo(new[] { "/api", "/apis" }));
            Assert.That(_server.Requests[0].Headers.Accept.ToString(), Does.StartWith("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"));
        });
    }

    [Test]
    public async Task An_older_server_is_asked_for_the_groups_that_are_needed()
    {
        Plain();

        ResourceMapping deployment = await Mapper.GetAsync(Deployment, Deadline.None);
        await Mapper.GetAsync(Deployment, Deadline.None);
        await Mapper.GetAsync(new GroupVersionKind("", "v1", "ConfigMap"), Deadline.None);

        Assert.That(deployment.Subresources, Is.EquivalentTo(new[] { "scale", "status" }));
        Assert.That(Asked, Is.EqualTo(new[] { "/api", "/apis", "/apis/apps", "/apis/apps/v1", "/api", "/api/v1" }));
    }

    [Test]
    public async Task A_kind_is_found_in_all_its_versions_the_preferred_one_first([Values] bool aggregated)
    {
        _ = aggregated ? Aggregated() : Plain();

        IEnumerable<string> versions = (await Mapper.FindAsync(new GroupKind("autoscaling", "HorizontalPodAutoscaler"), Deadline.None)).Select(mapping => mapping.Kind.Version);

        Assert.That(versions, Is.EqualTo(new[] { "v2", "v1" }));
        Assert.That(await Mapper.FindAsync(new GroupKind("autoscaling", "Nope"), Deadline.None), Is.Empty);
    }

    [Test]
    public async Task Everything_that_is_served_can_be_listed([Values] bool aggregated)
    {
        _ = aggregated ? Aggregated() : Plain();

        IEnumerable<string> kinds = (await Mapper.ListAsync(Deadline.None)).Select(mapping => $"{mapping.Kind.ApiVersion}/{mapping.Kind.Kind}");

        Assert.That(kinds, Is.SupersetOf(new[] { "v1/Pod", "v1/Namespace", "apps/v1/Deployment", "autoscaling/v2/HorizontalPodAutoscaler", "autoscaling/v1/HorizontalPodAutoscaler" }));
    }

    [Test]
    public async Task A_kind_that_is_missing_is_looked_for_again_but_not_more_often_than_every_two_seconds()
    {
        Aggregated();
        Assert.That(await Mapper.FindAsync(Widget, Deadline.None), Is.Null);
        Assert.That(await Mapper.FindAsync(Widget, Deadline.None), Is.Null);
        Assert.That(Asked.Count(path => path == "/apis/example.com"), Is.EqualTo(1));

        Widgets("v1");
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await Mapper.GetAsync(Widget, Deadline.None)).Plural, Is.EqualTo("widgets"));
    }

    [Test]
    public async Task A_group_that_was_invalidated_is_asked_for_again_at_once()
    {
        Aggregated();
        KindNotServedException missing = (await Assert.ThrowsAsync<KindNotServedException>(() => Mapper.GetAsync(Widget, Deadline.None).AsTask()))!;
        Assert.That(missing.Message, Is.EqualTo("no matches for kind \"Widget\" in version \"example.com/v1\""));

        Widgets("v1");
        Mapper.Invalidate("example.com");
        Assert.That(await Mapper.FindAsync(Widget, Deadline.None), Is.Not.Null);

        _server.On("GET", "/apis/example.com", Answers.NotFound, Answers.NotFound);
        await _client.Mapper.FindAsync(Widget, Deadline.None);
        Mapper.Invalidate("example.com");
        await Mapper.FindAsync(Widget, Deadline.None);
        Assert.That(await FindAfterRemovalAsync(), Is.Null, "a kind that is gone is gone");
    }

    [Test]
    public async Task A_group_whose_server_is_down_is_an_error_and_the_others_are_served()
    {
        _server.On("GET", "/api", Answers.File("api-aggregated.json"))
            .On("GET", "/apis", Answers.Json("""
                {"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]}]}
                """))
            .On("GET", "/apis/metrics.k8s.io", Answers.Json("""{"kind":"APIGroup","versions":[{"version":"v1beta1"}]}"""))
            .On("GET", "/apis/metrics.k8s.io/v1beta1", Answers.Status(503, "ServiceUnavailable"));

        await Assert.ThrowsAsync<KubernetesApiException>(() => Mapper.GetAsync(new GroupVersionKind("metrics.k8s.io", "v1beta1", "PodMetrics"), Deadline.None).AsTask());
        Assert.That(await Mapper.GetAsync(new GroupVersionKind("", "v1", "Pod"), Deadline.None), Is.Not.Null);
        Assert.That(await Mapper.ListAsync(Deadline.None), Is.Not.Empty);
    }

    [TestCase("../../api/v1/secrets?x=")]
    [TestCase("a/b")]
    [TestCase("..")]
    public async Task A_group_that_would_lead_elsewhere_is_never_asked_for(string group)
    {
        Aggregated();

        Assert.That(await Mapper.FindAsync(new GroupVersionKind(group, "v1", "X"), Deadline.None), Is.Null);
        Assert.That(Asked, Is.EqualTo(new[] { "/api", "/apis" }));
    }

    [Test]
    public async Task Many_at_once_discover_once()
    {
        Aggregated();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Mapper.GetAsync(Deployment, Deadline.None).AsTask()));

        Assert.That(Asked.Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_discovery_that_failed_is_tried_again_by_the_next_who_asks()
    {
        _server.On("GET", "/api", Answers.Status(500, "InternalError"), Answers.File("api-aggregated.json")).On("GET", "/apis", Answers.File("apis-aggregated.json"));

        await Assert.ThrowsAsync<KubernetesApiException>(() => Mapper.GetAsync(Deployment, Deadline.None).AsTask());
        Assert.That(await Mapper.GetAsync(Deployment, Deadline.None), Is.Not.Null);
    }

    [Test]
    public async Task The_version_of_the_server_is_read()
    {
        _server.On("GET", "/version", Answers.File("version.json"));

        Assert.That(await _client.GetVersionAsync(Deadline.None), Is.EqualTo(new ServerVersion("1", "36", "v1.36.3")));
    }

    private async Task<ResourceMapping?> FindAfterRemovalAsync()
    {
        Mapper.Invalidate("example.com");
        return await Mapper.FindAsync(Widget, Deadline.None);
    }

    private ScriptedServer Aggregated() => _server.On("GET", "/api", Answers.File("api-aggregated.json")).On("GET", "/apis", Answers.File("apis-aggregated.json"));

    private ScriptedServer Plain() => _server
        .On("GET", "/api", Answers.File("api.json"))
        .On("GET", "/apis", Answers.File("apis.json"))
        .On("GET", "/api/v1", Answers.File("api_v1.json"))
        .On("GET", "/apis/apps", Answers.Json("""{"kind":"APIGroup","name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"version":"v1"}}"""))
        .On("GET", "/apis/apps/v1", Answers.File("apis_apps_v1.json"))
        .On("GET", "/apis/autoscaling", Answers.Json("""{"kind":"APIGroup","versions":[{"version":"v1"},{"version":"v2"}],"preferredVersion":{"version":"v2"}}"""))
        .On("GET", "/apis/autoscaling/v1", Answers.File("apis_autoscaling_v1.json"))
        .On("GET", "/apis/autoscaling/v2", Answers.File("apis_autoscaling_v2.json"));

    private void Widgets(string version) => _server
        .On("GET", "/apis/example.com", Answers.Json($$"""{"kind":"APIGroup","versions":[{"version":"{{version}}"}]}"""))
        .On("GET", $"/apis/example.com/{version}", Answers.Json("""{"kind":"APIResourceList","resources":[{"name":"widgets","kind":"Widget","namespaced":true,"verbs":["get"]}]}"""));
}
