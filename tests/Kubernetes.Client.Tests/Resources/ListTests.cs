using System.Text;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Resources;

public sealed class ListTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    private static readonly ListOptions InDefault = new() { Namespace = "default" };

    private ScriptedServer _server = null!;
    private ManualTimeProvider _time = null!;
    private KubernetesClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _time = new ManualTimeProvider();
        _client = _server.Client(new KubernetesClientOptions { TimeProvider = _time, MaxObjectBytes = 200_000 });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task The_version_of_a_list_is_that_of_the_list_not_of_its_items()
    {
        _server.On("GET", Path, Answers.Json(Bodies.List("100", Bodies.ConfigMap("a", "7"), Bodies.ConfigMap("b", "3"))));

        ResourceList<ConfigMap> list = await _client.Resource<ConfigMap>().ListAsync(InDefault, Deadline.None);

        Assert.That(list.ResourceVersion, Is.EqualTo("100"));
        Assert.That(list.Entries.Select(entry => $"{entry.Key} {entry.ResourceVersion}"), Is.EqualTo(new[] { "default/a 7", "default/b 3" }));
    }

    [Test]
    public async Task Every_option_is_asked_for()
    {
        _server.On("GET", Path, Answers.Json(Bodies.ListPage("100", "next")));
        ListOptions options = InDefault with
        {
            LabelSelector = "a=b,c",
            FieldSelector = "metadata.name=x",
            Limit = 5,
            Continue = "a b",
            ResourceVersion = "9",
            ResourceVersionMatch = "NotOlderThan",
        };

        ResourceList<ConfigMap> list = await _client.Resource<ConfigMap>().ListAsync(options, Deadline.None);

        Assert.That(list.Continue, Is.EqualTo("next"));
        Assert.That(_server.Requests.Single().Query.Select(entry => $"{entry.Key}:{entry.Value}"), Is.EquivalentTo(new[]
        {
            "labelSelector:a=b,c", "fieldSelector:metadata.name=x", "limit:5", "continue:a b", "resourceVersion:9", "resourceVersionMatch:NotOlderThan",
        }));
    }

    [Test]
    public async Task All_pages_are_one_list_with_the_version_of_the_first()
    {
        _server.On(
            "GET",
            Path,
            Answers.Json(Bodies.ListPage("100", "p2", Bodies.ConfigMap("a", "1"))),
            Answers.Json(Bodies.ListPage("100", "p3", Bodies.ConfigMap("b", "2"))),
            Answers.Json(Bodies.ListPage("101", null, Bodies.ConfigMap("c", "3"))));

        ResourceList<ConfigMap> list = await _client.Resource<ConfigMap>().ListAllAsync(InDefault with { ResourceVersion = "0" }, Deadline.None);

        Assert.That(list.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(list.ResourceVersion, Is.EqualTo("100"));
        Assert.That(_server.Requests.Select(request => $"{request.Query["continue"]} {request.Query["resourceVersion"]}"), Is.EqualTo(new[] { " 0", "p2 ", "p3 " }));
    }

    [Test]
    public async Task Items_of_built_in_kinds_get_the_kind_that_the_server_leaves_out()
    {
        _server.On("GET", Path, Answers.Json(Bodies.List("1", """{"metadata":{"name":"a","namespace":"default","resourceVersion":"1","managedFields":[]},"data":{"k":"1"}}""")));

        Unstructured plain = (await _client.Resource(ConfigMap.Mapping).ListAsync(InDefault, Deadline.None)).Items.Single();
        ConfigMap typed = (await _client.Resource<ConfigMap>().ListAsync(InDefault, Deadline.None)).Items.Single();

        Assert.That(
            plain.Content.ToJsonString(),
            Is.EqualTo("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default","resourceVersion":"1"},"data":{"k":"1"}}"""));
        Assert.That((typed.ApiVersion, typed.Kind), Is.EqualTo(("v1", "ConfigMap")));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(1000)]
    [TestCase(100_000)]
    public async Task A_list_may_come_in_any_pieces(int size)
    {
        string[] items = [.. Enumerable.Range(0, size < 100 ? 3 : 400).Select(i => Bodies.ConfigMap("n" + i, "" + i, new string('v', i * (size < 100 ? 1 : 100))))];
        string text = """ {"items":[""" + string.Join(" ,\n", items) + """],"kind":"L","extra":{"a":[1,{"b":null}]},"metadata":{"resourceVersion":"77","remainingItemCount":4}} """;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _server.On("GET", Path, async context =>
        {
            context.Response.ContentType = "application/json";
            for (int i = 0; i < bytes.Length; i += size)
            {
                await context.Response.Body.WriteAsync(bytes.AsMemory(i, Math.Min(size, bytes.Length - i)));
                await context.Response.Body.FlushAsync();
            }
        });

        ResourceList<ConfigMap> list = await _client.Resource<ConfigMap>().ListAsync(InDefault, Deadline.None);

        Assert.That(list.Entries.Select(entry => entry.Key.Name), Is.EqualTo(Enumerable.Range(0, items.Length).Select(i => "n" + i)));
        Assert.That((list.ResourceVersion, list.RemainingItemCount, list.Items.Last().Data["k"]!.Length), Is.EqualTo(("77", 4L, (items.Length - 1) * (size < 100 ? 1 : 100))));
    }

    [Test]
    public async Task A_list_may_be_much_larger_than_the_largest_object()
    {
        string[] items = [.. Enumerable.Range(0, 50).Select(i => Bodies.ConfigMap("n" + i, "" + i, new string('v', 50_000)))];
        _server.On("GET", Path, Answers.Json(Bodies.List("1", items)));

        Assert.That((await _client.Resource<ConfigMap>().ListAsync(InDefault, Deadline.None)).Entries, Has.Count.EqualTo(50));
    }

    [Test]
    public async Task An_item_that_is_too_large_is_refused()
    {
        _server.On("GET", Path, Answers.Json(Bodies.List("1", Bodies.ConfigMap("a", "1", new string('v', 900_000)))));

        Assert.That((await FailsAsync()).Failure, Is.EqualTo(ConnectionFailure.Malformed));
    }

    [TestCase("[]")]
    [TestCase("""{"items":{}}""")]
    [TestCase("""{"items":[1]}""")]
    [TestCase("""{"items":[{}],"metadata":{"resourceVersion":"1"}}""")]
    [TestCase("""{"items":[]}""", TestName = "A_list_without_a_version_is_malformed")]
    [TestCase("<html>")]
    public async Task What_is_no_list_is_malformed(string body)
    {
        _server.On("GET", Path, Answers.Json(body));

        Assert.That((await FailsAsync()).Failure, Is.EqualTo(ConnectionFailure.Malformed));
    }

    [TestCase("""{"metadata":{"resourceVersion":"1"},"items":[{"metadata":""")]
    [TestCase("""{"metadata":{"resourceVersion":"1"},"items":[""")]
    [TestCase("")]
    public async Task A_list_that_ends_too_early_is_an_error(string body)
    {
        _server.On("GET", Path, Answers.Stream(body));

        Assert.That((await FailsAsync()).Failure, Is.EqualTo(ConnectionFailure.Cut));
    }

    [Test]
    public async Task A_server_that_stops_in_the_middle_of_a_list_is_given_up_when_the_time_is_over()
    {
        _server.On("GET", Path, Answers.StreamAndHang("""{"metadata":{"resourceVersion":"1"},"items":["""));
        Task<ResourceList<ConfigMap>> list = _client.Resource<ConfigMap>().ListAsync(InDefault, Deadline.None);
        await _time.TimerAsync(TimeSpan.FromSeconds(60));

        _time.Advance(TimeSpan.FromSeconds(60));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => list.WaitAsync(Deadline.Time)))!;
        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Timeout));
    }

    [Test]
    public async Task A_token_cancelled_in_mid_body_ends_the_list()
    {
        TaskCompletionSource started = new();
        _server.On("GET", Path, async context =>
        {
            await Answers.Stream("""{"metadata":{"resourceVersion":"1"},"items":[""")(context);
            started.SetResult();
            await Answers.Hang(context);
        });
        using CancellationTokenSource stop = new();
        Task<ResourceList<ConfigMap>> list = _client.Resource<ConfigMap>().ListAsync(InDefault, stop.Token);
        await started.Task;

        await stop.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => list.WaitAsync(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Metadata_alone_is_asked_for_by_the_Accept_header()
    {
        _server.On("GET", Path, Answers.Json("""{"kind":"PartialObjectMetadataList","metadata":{"resourceVersion":"1"},"items":[{"kind":"PartialObjectMetadata","metadata":{"name":"a","resourceVersion":"1"}}]}"""));

        ResourceList<PartialMetadata> list = await _client.Metadata(ConfigMap.Mapping).ListAsync(InDefault, Deadline.None);

        Assert.That(list.Items.Single().Metadata.Name, Is.EqualTo("a"));
        Assert.That(_server.Requests.Single().Headers.Accept.ToString(), Does.StartWith("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"));
    }

    private async Task<KubernetesConnectionException> FailsAsync() =>
        (await Assert.ThrowsAsync<KubernetesConnectionException>(() => _client.Resource<ConfigMap>().ListAsync(InDefault, Deadline.None).WaitAsync(Deadline.Time)))!;
}
