using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Resources;

/// <summary>What is known to go wrong with watches in other clients, one test each.</summary>
public sealed class WatchTests
{
    private const string Path = "/api/v1/configmaps";

    private static readonly TimeSpan WatchTime = TimeSpan.FromMinutes(7);

    private ScriptedServer _server = null!;
    private ManualTimeProvider _time = null!;
    private KubernetesClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _time = new ManualTimeProvider();
        _client = _server.Client(new KubernetesClientOptions { TimeProvider = _time, MaxObjectBytes = 100_000 });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Events_come_with_key_object_and_version_and_a_watch_that_the_server_ends_ends_normally()
    {
        _server.On("WATCH", Path, Answers.Stream(
            Bodies.Event("ADDED", Bodies.ConfigMap("a", "5", "x")),
            Bodies.Event("MODIFIED", Bodies.ConfigMap("a", "6", "y")) + Bodies.Bookmark("9"),
            Bodies.Event("DELETED", Bodies.ConfigMap("a", "10", "y"))));

        List<WatchEvent<ConfigMap>> events = await Watch().CollectAsync();

        Assert.That(events.Select(e => (e.Type, e.Key.Name, e.Resource?.Data["k"], e.ResourceVersion)), Is.EqualTo(new[]
        {
            (WatchEventType.Added, "a", "x", "5"),
            (WatchEventType.Modified, "a", "y", "6"),
            (WatchEventType.Bookmark, (string?)null, null, "9"),
            (WatchEventType.Deleted, "a", "y", "10"),
        }));
    }

    [Test]
    public async Task A_watch_asks_for_bookmarks_from_the_version_given_and_for_a_random_time_between_five_and_ten_minutes()
    {
        _server.On("WATCH", Path, Answers.Stream());
        for (int i = 0; i < 3; i++)
        {
            await _client.Resource<ConfigMap>().WatchAsync(new WatchOptions { ResourceVersion = "12", LabelSelector = "a in (b,c)" }, Deadline.None).CollectAsync();
        }

        Assert.Multiple(() =>
        {
            RecordedRequest first = _server.Requests[0];
            Assert.That(first.Query["allowWatchBookmarks"].ToString(), Is.EqualTo("true"));
            Assert.That(first.Query["resourceVersion"].ToString(), Is.EqualTo("12"));
            Assert.That(first.Query["labelSelector"].ToString(), Is.EqualTo("a in (b,c)"));
            int[] seconds = [.. _server.Requests.Select(request => int.Parse(request.Query["timeoutSeconds"]!))];
            Assert.That(seconds, Is.All.InRange(300, 600));
            Assert.That(seconds.Distinct().Count(), Is.GreaterThan(1));
        });
    }

    [Test]
    public async Task A_watch_cut_silently_is_noticed_by_the_watchdog()
    {
        _server.On("WATCH", Path, Answers.StreamAndHang(Bodies.Event("ADDED", Bodies.ConfigMap("a", "5"))));
        await using IAsyncEnumerator<WatchEvent<ConfigMap>> watch = Watch().GetAsyncEnumerator();
        await watch.MoveNextAsync();

        Task<bool> silent = watch.MoveNextAsync().AsTask();
        _time.Advance(WatchTime + TimeSpan.FromSeconds(29));
        Assert.That(silent.IsCompleted, Is.False, "the grace is not over");
        _time.Advance(TimeSpan.FromSeconds(2));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => silent.WaitAsync(Deadline.Time)))!;
        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Silent));
    }

    [Test]
    public async Task A_watch_outlives_the_time_limit_of_other_requests()
    {
        TaskCompletionSource later = new();
        _server.On("WATCH", Path, Answers.StreamAfter(later.Task, Bodies.Event("ADDED", Bodies.ConfigMap("a", "5")), Bodies.Event("ADDED", Bodies.ConfigMap("b", "6"))));
        await using IAsyncEnumerator<WatchEvent<ConfigMap>> watch = Watch().GetAsyncEnumerator();
        await watch.MoveNextAsync();

        Task<bool> next = watch.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromMinutes(6));
        later.SetResult();

        Assert.That(await next.WaitAsync(Deadline.Time), Is.True);
        Assert.That(watch.Current.Key.Name, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_server_that_never_answers_a_watch_is_given_up_after_the_time_of_a_request()
    {
        _server.On("WATCH", Path, Answers.Hang);
        Task<List<WatchEvent<ConfigMap>>> watch = Watch().CollectAsync();
        _time.TimerAsync(TimeSpan.FromSeconds(60)).Wait(Deadline.Time);

        _time.Advance(TimeSpan.FromSeconds(61));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => watch.WaitAsync(Deadline.Time)))!;
        Assert.That(e.Failure, Is.Not.EqualTo(ConnectionFailure.Malformed));
    }

    [TestCase(true, TestName = "A_token_cancelled_in_mid_body_ends_the_read_before_the_first_event")]
    [TestCase(false, TestName = "A_token_cancelled_in_mid_body_ends_the_read_after_events")]
    public async Task A_token_cancelled_in_mid_body_ends_the_read(bool beforeFirst)
    {
        _server.On("WATCH", Path, Answers.StreamAndHang(beforeFirst ? [] : [Bodies.Event("ADDED", Bodies.ConfigMap("a", "5"))]));
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<WatchEvent<ConfigMap>> watch = Watch(stop.Token).GetAsyncEnumerator(stop.Token);
        if (!beforeFirst)
        {
            await watch.MoveNextAsync();
        }

        Task<bool> next = watch.MoveNextAsync().AsTask();
        await _time.TimerAsync(WatchTime + TimeSpan.FromSeconds(30));
        await stop.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Leaving_the_loop_closes_the_watch()
    {
        TaskCompletionSource closed = new();
        _server.On("WATCH", Path, async context =>
        {
            context.RequestAborted.Register(closed.SetResult);
            await Answers.StreamAndHang(Bodies.Event("ADDED", Bodies.ConfigMap("a", "5")))(context);
        });

        await foreach (WatchEvent<ConfigMap> _ in Watch())
        {
            break;
        }

        await closed.Task.WaitAsync(Deadline.Time);
    }

    [Test]
    public async Task A_watch_of_nothing_is_open_and_waits()
    {
        TaskCompletionSource later = new();
        _server.On("WATCH", Path, Answers.StreamAfter(later.Task, string.Empty, Bodies.Event("ADDED", Bodies.ConfigMap("a", "5"))));
        await using IAsyncEnumerator<WatchEvent<ConfigMap>> watch = Watch().GetAsyncEnumerator();

        Task<bool> first = watch.MoveNextAsync().AsTask();
        await _time.TimerAsync(WatchTime + TimeSpan.FromSeconds(30));
        Assert.That(first.IsCompleted, Is.False);
        later.SetResult();

        Assert.That(await first.WaitAsync(Deadline.Time), Is.True);
    }

    [Test]
    public async Task A_410_in_the_stream_and_a_410_by_HTTP_are_the_same_error([Values] bool inStream, [Values("Expired", "Gone")] string reason)
    {
        _server.On("WATCH", Path, inStream
            ? Answers.Stream(Bodies.Event("ADDED", Bodies.ConfigMap("a", "5")), Bodies.Event("ERROR", Answers.StatusBody(410, reason, "too old resource version: 5 (6)")))
            : Answers.Status(410, reason, "too old resource version: 5 (6)"));

        KubernetesApiException e = (await Assert.ThrowsAsync<KubernetesApiException>(() => Watch().CollectAsync()))!;

        Assert.That((e.IsExpired, (int)e.StatusCode, e.Status.Reason), Is.EqualTo((true, 410, reason)));
    }

    [Test]
    public void An_error_event_is_recognised_by_its_type_not_by_the_kind_of_its_object()
    {
        _server.On("WATCH", Path, Answers.Stream(Bodies.Event("ADDED", """{"kind":"Status","metadata":{"name":"s","resourceVersion":"7"}}""")));

        List<WatchEvent<ConfigMap>> events = Watch().CollectAsync().Result;

        Assert.That(events.Single().Key.Name, Is.EqualTo("s"));
    }

    [Test]
    public async Task A_watch_that_ends_in_the_middle_of_an_event_is_an_error_and_the_events_before_it_are_not_lost()
    {
        _server.On("WATCH", Path, Answers.Stream(Bodies.Event("ADDED", Bodies.ConfigMap("a", "5")), """{"type":"MODIFIED","object":{"metadata":{"na"""));
        await using IAsyncEnumerator<WatchEvent<ConfigMap>> watch = Watch().GetAsyncEnumerator();

        Assert.That(await watch.MoveNextAsync(), Is.True);
        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => watch.MoveNextAsync().AsTask()))!;

        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Cut));
    }

    [Test]
    public async Task A_connection_cut_between_events_is_an_error()
    {
        _server.On("WATCH", Path, Answers.StreamAndCut(Bodies.Event("ADDED", Bodies.ConfigMap("a", "5"))));

        // What was sent before may be lost with the connection; that it was cut may not.
        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => Watch().CollectAsync()))!;

        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Cut));
    }

    [Test]
    public async Task Events_may_come_in_any_pieces_and_over_several_lines()
    {
        string text = "\n \r\n" + Bodies.Event("ADDED", Bodies.ConfigMap("é", "5", "a\nb")).Replace(",", ",\n ") + Bodies.Event("MODIFIED", Bodies.ConfigMap("é", "6"));
        _server.On("WATCH", Path, async context =>
        {
            context.Response.ContentType = "application/json";
            foreach (byte one in System.Text.Encoding.UTF8.GetBytes(text))
            {
                await context.Response.Body.WriteAsync(new[] { one });
                await context.Response.Body.FlushAsync();
            }
        });

        List<WatchEvent<ConfigMap>> events = await Watch().CollectAsync();

        Assert.That(events.Select(e => $"{e.Type} {e.Key} {e.Resource!.Data["k"]}"), Is.EqualTo(new[] { "Added default/é a\nb", "Modified default/é " }));
    }

    [Test]
    public async Task An_event_that_is_too_large_is_refused()
    {
        _server.On("WATCH", Path, Answers.Stream(Bodies.Event("ADDED", Bodies.ConfigMap("a", "5", new string('x', 400_000)))));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => Watch().CollectAsync()))!;

        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Malformed));
    }

    [TestCase("no json\n")]
    [TestCase("{\"type\":\"ADDED\"}\n")]
    [TestCase("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}\n", TestName = "An_event_without_a_version_is_malformed")]
    [TestCase("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Pod\"}}\n", TestName = "An_error_without_a_Status_is_malformed")]
    [TestCase("[1]\n")]
    public async Task What_is_no_watch_event_is_malformed(string text)
    {
        _server.On("WATCH", Path, Answers.Stream(text));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => Watch().CollectAsync()))!;

        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Malformed));
    }

    [Test]
    public async Task A_deeply_nested_event_is_malformed_and_nothing_worse()
    {
        string nested = string.Concat(Enumerable.Repeat("[", 20_000)) + string.Concat(Enumerable.Repeat("]", 20_000));
        _server.On("WATCH", Path, Answers.Stream("{\"type\":\"ADDED\",\"object\":{\"x\":" + nested + "}}\n"));

        await Assert.ThrowsAsync<KubernetesConnectionException>(() => Watch().CollectAsync());
    }

    [Test]
    public async Task A_type_of_event_that_is_not_known_is_passed_over()
    {
        _server.On("WATCH", Path, Answers.Stream(Bodies.Event("CHANGED", Bodies.ConfigMap("a", "5")), Bodies.Event("ADDED", Bodies.ConfigMap("b", "6"))));

        Assert.That((await Watch().CollectAsync()).Single().Key.Name, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_watch_that_is_throttled_is_not_tried_again_here()
    {
        _server.On("WATCH", Path, Answers.Status(429, "TooManyRequests", headers: ("Retry-After", "1")));

        KubernetesApiException e = (await Assert.ThrowsAsync<KubernetesApiException>(() => Watch().CollectAsync()))!;

        Assert.That((e.IsThrottled, e.RetryAfter, _server.Requests.Count), Is.EqualTo((true, TimeSpan.FromSeconds(1), 1)));
    }

    [Test]
    public async Task A_reader_keeps_what_its_decoder_makes_and_sees_the_managed_fields_that_others_do_not()
    {
        string body = """{"metadata":{"name":"a","namespace":"n","resourceVersion":"5","managedFields":[{"manager":"x"}]},"spec":{"deep":"1"}}""";
        _server.On("WATCH", Path, Answers.Stream(Bodies.Event("ADDED", body)));
        IResourceReader<string> reader = _client.Reader(ConfigMap.Mapping, static element => element.GetProperty("metadata").GetProperty("managedFields")[0].GetProperty("manager").GetString()!);

        WatchEvent<string> projected = (await reader.WatchAsync(new WatchOptions(), Deadline.None).CollectAsync()).Single();
        WatchEvent<Unstructured> trimmed = (await _client.Resource(ConfigMap.Mapping).WatchAsync(new WatchOptions(), Deadline.None).CollectAsync()).Single();
        WatchEvent<Unstructured> whole = (await _client.Resource(ConfigMap.Mapping).WatchAsync(new WatchOptions { ManagedFields = true }, Deadline.None).CollectAsync()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(projected.Resource, Is.EqualTo("x"));
            Assert.That(trimmed.Resource!.Content.ToJsonString(), Is.EqualTo("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"n","resourceVersion":"5"},"spec":{"deep":"1"}}"""));
            Assert.That(whole.Resource!.Metadata.Content.ContainsKey("managedFields"), Is.True);
        });
    }

    private IAsyncEnumerable<WatchEvent<ConfigMap>> Watch(CancellationToken ct = default) =>
        _client.Resource<ConfigMap>().WatchAsync(new WatchOptions { Timeout = WatchTime }, ct);
}
