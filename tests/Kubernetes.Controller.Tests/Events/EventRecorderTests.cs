using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;
using Steersman.Kubernetes.Controller.Events;

namespace Steersman.Kubernetes.Controller.Tests.Events;

public sealed class EventRecorderTests
{
    private const string Path = "/apis/events.k8s.io/v1/namespaces/ns/events";

    private static readonly ObjectReference Release = new("steersman.dev/v1", "HelmRelease", "ns", "web", "uid-1", "12");

    private ScriptedServer _server = null!;
    private ManualTimeProvider _time = null!;
    private KubernetesClient _client = null!;
    private CancellationTokenSource _stop = null!;
    private EventRecorder _recorder = null!;
    private SemaphoreSlim _arrived = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _arrived = new SemaphoreSlim(0);
        _time = new ManualTimeProvider();
        _client = _server.Client();
        _stop = new CancellationTokenSource();
        _recorder = new EventRecorder(
            _client,
            new EventRecorderOptions { Controller = "steersman.dev/operator", Instance = "pod-1", TimeProvider = _time, Capacity = 10 },
            NullLogger.Instance);
        _server.On("POST", Path, async context =>
        {
            await Answers.Json("""{"metadata":{"name":"x","resourceVersion":"1"}}""", 201)(context);
            await context.Response.CompleteAsync();
            _arrived.Release();
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _stop.Dispose();
        _arrived.Dispose();
    }

    [Test]
    public async Task An_event_is_one_request_with_all_that_the_server_asks_for()
    {
        _recorder.Record(
            Release,
            EventType.Warning,
            "UpgradeFailed",
            "Upgrade",
            "container app crashed",
            new ObjectReference("v1", "Pod", "ns", "web-1"),
            new Dictionary<string, string> { ["steersman.dev/revision"] = "3" });
        await RunUntilAsync(1);

        RecordedRequest request = _server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.ToString(), Is.EqualTo("POST " + Path));
            Assert.That(request.Json["metadata"]!["name"]!.GetValue<string>(), Does.Match(@"^web\.[0-9a-f]+$"));
            Assert.That(request.Json["metadata"]!["annotations"]!.ToJsonString(), Is.EqualTo("""{"steersman.dev/revision":"3"}"""));
            Assert.That(request.Json["regarding"]!.ToJsonString(), Is.EqualTo("""{"apiVersion":"steersman.dev/v1","kind":"HelmRelease","name":"web","namespace":"ns","uid":"uid-1","resourceVersion":"12"}"""));
            Assert.That(request.Json["related"]!["name"]!.GetValue<string>(), Is.EqualTo("web-1"));
            Assert.That(
                string.Join(' ', new[] { "type", "reason", "action", "note", "eventTime", "reportingController", "reportingInstance" }.Select(field => request.Json[field]!.GetValue<string>())),
                Is.EqualTo("Warning UpgradeFailed Upgrade container app crashed 2026-01-01T00:00:00.000000Z steersman.dev/operator pod-1"));
        });
    }

    [Test]
    public async Task Repeats_become_a_series_that_is_updated_now_and_then()
    {
        string? patched = null;
        SemaphoreSlim updates = new(0);
        Record("same");
        Task running = Task.Run(() => _recorder.RunAsync(_stop.Token));
        Assert.That(await _arrived.WaitAsync(Deadline.Time), Is.True);
        patched = $"{Path}/{_server.Requests[0].Json["metadata"]!["name"]!.GetValue<string>()}";
        _server.On("PATCH", patched, async context =>
        {
            await Answers.Json("""{"metadata":{"name":"x","resourceVersion":"2"}}""")(context);
            await context.Response.CompleteAsync();
            updates.Release();
        });

        Record("same");
        Assert.That(await updates.WaitAsync(Deadline.Time), Is.True, "the first repeat is told at once");
        Record("same");
        Record("same");
        Record("another");
        Assert.That(await _arrived.WaitAsync(Deadline.Time), Is.True);
        await _time.TimerAsync(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await updates.WaitAsync(Deadline.Time), Is.True);
        await EndAsync(running);

        Assert.That(_server.Requests.Select(request => request.Method + (request.Method == "PATCH" ? " " + request.Json["series"]!["count"] : "")), Is.EqualTo(new[] { "POST", "PATCH 2", "POST", "PATCH 4" }));
    }

    [Test]
    public async Task An_event_that_comes_again_after_a_long_time_is_a_new_one()
    {
        Record("same");
        Task running = Task.Run(() => _recorder.RunAsync(_stop.Token));
        Assert.That(await _arrived.WaitAsync(Deadline.Time), Is.True);
        _time.Advance(TimeSpan.FromMinutes(7));
        Record("same");
        Assert.That(await _arrived.WaitAsync(Deadline.Time), Is.True);
        await EndAsync(running);

        Assert.That(_server.Requests.Select(request => request.Method), Is.EqualTo(new[] { "POST", "POST" }));
    }

    [Test]
    public void Recording_never_blocks_and_what_is_too_much_is_dropped_and_counted()
    {
        for (int i = 0; i < 25; i++)
        {
            Record("note " + i);
        }

        Assert.That(_recorder.Dropped, Is.EqualTo(15));
    }

    [Test]
    public async Task An_event_that_the_server_refuses_is_dropped_and_the_next_one_is_sent()
    {
        _server.On("POST", "/apis/events.k8s.io/v1/namespaces/gone/events", Answers.Status(403, "Forbidden"));
        _recorder.Record(Release with { Namespace = "gone" }, EventType.Normal, "R", "A", "first");
        Record("second");
        await RunUntilAsync(1);

        Assert.That((_recorder.Dropped, _server.Requests.Count), Is.EqualTo((1L, 2)));
    }

    [Test]
    public async Task What_waits_at_the_end_is_still_sent()
    {
        Record("a");
        Record("b");
        await _stop.CancelAsync();

        await _recorder.RunAsync(_stop.Token).WaitAsync(Deadline.Time);

        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Events_about_objects_of_the_cluster_go_to_the_default_namespace_and_long_texts_are_cut()
    {
        SemaphoreSlim arrived = new(0);
        _server.On("POST", "/apis/events.k8s.io/v1/namespaces/default/events", async context =>
        {
            await Answers.Json("""{"metadata":{"name":"x","resourceVersion":"1"}}""", 201)(context);
            arrived.Release();
        });
        _recorder.Record(new ObjectReference("v1", "Namespace", null, new string('n', 253)), EventType.Normal, new string('r', 300), "A", new string('é', 2000));
        Task running = Task.Run(() => _recorder.RunAsync(_stop.Token));
        Assert.That(await arrived.WaitAsync(Deadline.Time), Is.True);
        await EndAsync(running);

        RecordedRequest request = _server.Requests.Single();
        string note = request.Json["note"]!.GetValue<string>();
        Assert.That(Encoding.UTF8.GetByteCount(note), Is.InRange(1020, 1024));
        Assert.That(note, Does.EndWith("é…"));
        Assert.That(request.Json["reason"]!.GetValue<string>(), Has.Length.EqualTo(128));
        Assert.That(request.Json["metadata"]!["name"]!.GetValue<string>(), Has.Length.LessThan(254));
    }

    private void Record(string note) => _recorder.Record(Release, EventType.Normal, "Installed", "Install", note);

    private async Task RunUntilAsync(int sent)
    {
        Task running = Task.Run(() => _recorder.RunAsync(_stop.Token));
        for (int i = 0; i < sent; i++)
        {
            Assert.That(await _arrived.WaitAsync(Deadline.Time), Is.True);
        }

        await EndAsync(running);
    }

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(Deadline.Time);
    }
}
