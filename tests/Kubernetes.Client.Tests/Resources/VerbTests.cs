using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Resources;

public sealed class VerbTests
{
    private const string Collection = "/api/v1/namespaces/default/configmaps";
    private const string Object = Collection + "/a";

    private static readonly NamespacedName Key = new("default", "a");

    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;
    private IResourceClient<ConfigMap> _configMaps = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client();
        _configMaps = _client.Resource<ConfigMap>();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private RecordedRequest Sent => _server.Requests[^1];

    private string SentQuery => string.Join('&', Sent.Query.Select(entry => $"{entry.Key}={entry.Value}"));

    [Test]
    public async Task Get_gives_the_whole_object_and_null_for_404_alone()
    {
        _server.On("GET", Object, Answers.Json(Bodies.ConfigMap("a", "1", "v")), Answers.File("status/not-found.json", 404), Answers.File("status/forbidden-anonymous.json", 403));

        Assert.That((await _configMaps.GetAsync(Key, Deadline.None))!.Data["k"], Is.EqualTo("v"));
        Assert.That(await _configMaps.GetAsync(Key, Deadline.None), Is.Null);
        KubernetesApiException e = (await Assert.ThrowsAsync<KubernetesApiException>(() => _configMaps.GetAsync(Key, Deadline.None)))!;
        Assert.That(e.IsForbidden, Is.True);
    }

    [Test]
    public async Task Create_posts_to_the_namespace_with_its_options()
    {
        _server.On("POST", Collection, Answers.Json(Bodies.ConfigMap("a", "1", "v"), 201));
        ConfigMap made = new(Key);
        made.Data["k"] = "<é>";

        ConfigMap answer = await _configMaps.CreateAsync(made, new WriteOptions { FieldManager = "helm", DryRun = true, FieldValidation = FieldValidation.Strict }, Deadline.None);

        Assert.That(answer.Metadata.ResourceVersion, Is.EqualTo("1"));
        Assert.That(SentQuery, Is.EqualTo("fieldManager=helm&dryRun=All&fieldValidation=Strict"));
        Assert.That(Sent.Body, Is.EqualTo("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default"},"data":{"k":"<é>"}}"""));
        Assert.That(Sent.Headers.ContentType.ToString(), Is.EqualTo("application/json"));
    }

    [Test]
    public async Task Update_and_its_status_put_the_object()
    {
        _server.On("PUT", Object, Answers.Json(Bodies.ConfigMap("a", "2"))).On("PUT", Object + "/status", Answers.Json(Bodies.ConfigMap("a", "3")));

        Assert.That((await _configMaps.UpdateAsync(new ConfigMap(Key), WriteOptions.Default, Deadline.None)).Metadata.ResourceVersion, Is.EqualTo("2"));
        Assert.That((await _configMaps.UpdateStatusAsync(new ConfigMap(Key), WriteOptions.Default, Deadline.None)).Metadata.ResourceVersion, Is.EqualTo("3"));
    }

    [Test]
    public async Task Each_kind_of_patch_has_its_content_type()
    {
        _server.On("PATCH", Object, Answers.Json(Bodies.ConfigMap("a", "2"))).On("PATCH", Object + "/status", Answers.Json(Bodies.ConfigMap("a", "2")));
        await _configMaps.PatchAsync(Key, Patch.Merge(new JsonObject { ["data"] = null }), WriteOptions.Default, Deadline.None);
        await _configMaps.PatchAsync(Key, Patch.Json(new JsonArray()), WriteOptions.Default, Deadline.None);
        await _configMaps.PatchStatusAsync(Key, Patch.StrategicMerge([]), WriteOptions.Default, Deadline.None);

        Assert.That(_server.Requests.Select(request => $"{request.Headers.ContentType} {request.Path} {request.Body}"), Is.EqualTo(new[]
        {
            $$"""application/merge-patch+json {{Object}} {"data":null}""",
            $"application/json-patch+json {Object} []",
            $$"""application/strategic-merge-patch+json {{Object}}/status {}""",
        }));
    }

    [Test]
    public async Task Apply_sends_neither_managed_fields_nor_version_nor_status()
    {
        _server.On("PATCH", "/apis/apps/v1/namespaces/default/deployments/a", Answers.Json(Bodies.ConfigMap("a", "2")));
        JsonObject content = (JsonObject)JsonNode.Parse("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"default","resourceVersion":"4","uid":"u","managedFields":[{}]},"spec":{"status":1},"status":{"x":1}}
            """)!;
        IResourceClient<Unstructured> deployments = _client.Resource(ResourceMapping.Known("apps", "v1", "Deployment", "deployments"));

        await deployments.ApplyAsync(new Unstructured(content), new ApplyOptions("helm") { Force = true, DryRun = true }, Deadline.None);

        Assert.That(SentQuery, Is.EqualTo("force=true&fieldManager=helm&dryRun=All"));
        Assert.That(Sent.Headers.ContentType.ToString(), Is.EqualTo("application/apply-patch+yaml"));
        Assert.That(Sent.Body, Is.EqualTo("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"default","uid":"u"},"spec":{"status":1}}"""));
        Assert.That(content["status"], Is.Not.Null, "the object that was given is not changed");
    }

    [Test]
    public async Task Apply_of_the_status_sends_it()
    {
        _server.On("PATCH", Object + "/status", Answers.Json(Bodies.ConfigMap("a", "2")));
        ConfigMap applied = new(Key);
        applied.Content["status"] = new JsonObject { ["x"] = 1 };

        await _configMaps.ApplyStatusAsync(applied, new ApplyOptions("me"), Deadline.None);

        Assert.That(Sent.Json["status"]!["x"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(SentQuery, Is.EqualTo("force=false&fieldManager=me"));
    }

    [Test]
    public async Task Delete_tells_gone_from_going_and_from_never_there()
    {
        _server.On(
            "DELETE",
            Object,
            Answers.Json("""{"kind":"Status","apiVersion":"v1","status":"Success","details":{"name":"a","uid":"u"}}"""),
            Answers.Json("""{"kind":"ConfigMap","metadata":{"name":"a","deletionTimestamp":"2026-01-01T00:00:00Z"}}"""),
            Answers.File("status/not-found.json", 404),
            Answers.File("status/delete-precondition.json", 409));

        Assert.That(await _configMaps.DeleteAsync(Key, DeleteOptions.Default, Deadline.None), Is.EqualTo(DeleteOutcome.Deleted));
        Assert.That(Sent.Body, Is.Empty);
        Assert.That(await _configMaps.DeleteAsync(Key, DeleteOptions.Default, Deadline.None), Is.EqualTo(DeleteOutcome.Terminating));
        Assert.That(await _configMaps.DeleteAsync(Key, DeleteOptions.Default, Deadline.None), Is.EqualTo(DeleteOutcome.NotFound));
        DeleteOptions all = new() { Uid = "u", ResourceVersion = "5", GracePeriodSeconds = 0, Propagation = DeletionPropagation.Foreground, DryRun = true };
        Assert.That((await Assert.ThrowsAsync<KubernetesApiException>(() => _configMaps.DeleteAsync(Key, all, Deadline.None)))!.IsConflict, Is.True);
        Assert.That(
            Sent.Body,
            Is.EqualTo("""{"kind":"DeleteOptions","apiVersion":"v1","gracePeriodSeconds":0,"propagationPolicy":"Foreground","preconditions":{"uid":"u","resourceVersion":"5"},"dryRun":["All"]}"""));
    }

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("")]
    [TestCase("a/b")]
    [TestCase("a%2fb")]
    [TestCase("a?x")]
    [TestCase("a#x")]
    [TestCase("a\\b")]
    public async Task A_name_that_would_lead_elsewhere_is_never_sent(string name)
    {
        await Assert.ThrowsAsync<InvalidResourceNameException>(() => _configMaps.GetAsync(new NamespacedName("default", name), Deadline.None));
        await Assert.ThrowsAsync<InvalidResourceNameException>(() => _configMaps.DeleteAsync(new NamespacedName("default", name), DeleteOptions.Default, Deadline.None));
        if (name.Length > 0)
        {
            await Assert.ThrowsAsync<InvalidResourceNameException>(() => _configMaps.GetAsync(new NamespacedName(name, "a"), Deadline.None));
        }

        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_namespaced_object_without_a_namespace_is_never_sent()
    {
        await Assert.ThrowsAsync<InvalidResourceNameException>(() => _configMaps.GetAsync(new NamespacedName(null, "a"), Deadline.None));
        await Assert.ThrowsAsync<InvalidResourceNameException>(() => _configMaps.CreateAsync(new ConfigMap(new NamespacedName("", "a")), WriteOptions.Default, Deadline.None));
    }

    [Test]
    public async Task Objects_of_the_cluster_have_no_namespace_in_their_path()
    {
        _server.On("GET", "/api/v1/namespaces/x", Answers.Json("""{"metadata":{"name":"x"},"status":{"phase":"Terminating"}}"""));

        Namespace found = (await _client.Resource<Namespace>().GetAsync(new NamespacedName("ignored", "x"), Deadline.None))!;

        Assert.That(found.IsTerminating, Is.True);
    }

    [Test]
    public async Task Every_verb_ends_when_its_token_is_cancelled()
    {
        foreach (string method in (string[])["GET", "PUT", "PATCH", "DELETE"])
        {
            _server.On(method, Object, Answers.Hang).On(method, Object + "/status", Answers.Hang);
        }

        _server.On("POST", Collection, Answers.Hang).On("GET", Collection, Answers.Hang).On("WATCH", Collection, Answers.Hang);
        using CancellationTokenSource stop = new();
        ConfigMap resource = new(Key);
        ApplyOptions apply = new("x");
        Task[] verbs =
        [
            _configMaps.GetAsync(Key, stop.Token),
            _configMaps.ListAsync(new ListOptions { Namespace = "default" }, stop.Token),
            _configMaps.WatchAsync(new WatchOptions { Namespace = "default" }, stop.Token).CollectAsync(),
            _configMaps.CreateAsync(resource, WriteOptions.Default, stop.Token),
            _configMaps.UpdateAsync(resource, WriteOptions.Default, stop.Token),
            _configMaps.UpdateStatusAsync(resource, WriteOptions.Default, stop.Token),
            _configMaps.PatchAsync(Key, Patch.Merge([]), WriteOptions.Default, stop.Token),
            _configMaps.ApplyAsync(resource, apply, stop.Token),
            _configMaps.ApplyStatusAsync(resource, apply, stop.Token),
            _configMaps.DeleteAsync(Key, DeleteOptions.Default, stop.Token),
        ];

        await stop.CancelAsync();

        foreach (Task verb in verbs)
        {
            await Assert.CatchAsync<OperationCanceledException>(() => verb.WaitAsync(Deadline.Time));
        }
    }
}
