using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Kubernetes.Controller.Tests.Informers;

/// <summary>The state machine of list and watch: what is asked for after each end of a watch or a list.</summary>
public sealed class ReflectorTests
{
    private static readonly KubernetesApiException Expired = Api(410, "Expired");

    private ScriptedReader _reader = null!;
    private ManualTimeProvider _time = null!;
    private CancellationTokenSource _stop = null!;
    private Informer<string> _informer = null!;
    private Task _running = null!;

    [SetUp]
    public void Start()
    {
        _reader = new ScriptedReader();
        _time = new ManualTimeProvider();
        _stop = new CancellationTokenSource();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => _running.WaitAsync(Deadline.Time));
        _stop.Dispose();
    }

    [Test]
    public async Task It_lists_from_memory_and_watches_from_the_version_of_the_list_not_of_its_items()
    {
        _reader.List("100", Entry("a", "7"), Entry("b", "250"));

        Assert.That(await RunAsync(2), Is.EqualTo(new[] { "list 0", "watch 100" }));
        Assert.That(_informer.HasSynced, Is.True);
    }

    [Test]
    public async Task Each_event_moves_the_version_on_bookmarks_and_others_alike()
    {
        _reader.List("100")
            .Watch(ends: true, events: [Event(WatchEventType.Added, "a", "101")])
            .Watch(ends: true, events: [Bookmark("150")])
            .Watch(ends: true, events: [Event(WatchEventType.Modified, "a", "160"), Bookmark("170"), Event(WatchEventType.Deleted, "a", "180")]);

        Assert.That(await RunAsync(5), Is.EqualTo(new[] { "list 0", "watch 100", "watch 101", "watch 150", "watch 180" }));
        Assert.That(_informer.Store.Count, Is.Zero);
    }

    [Test]
    public async Task A_long_quiet_watch_that_the_server_ends_is_followed_by_the_next_at_once()
    {
        _reader.List("100").Watch(ends: true, before: () => _time.Advance(TimeSpan.FromMinutes(6)));

        Assert.That(await RunAsync(3), Is.EqualTo(new[] { "list 0", "watch 100", "watch 100" }));
    }

    [Test]
    public async Task After_a_410_in_the_stream_it_lists_again_from_what_it_last_saw()
    {
        _reader.List("100", Entry("a", "1")).Watch(Expired, events: [Event(WatchEventType.Added, "b", "120")]).List("200", Entry("b", "120"));

        Assert.That(await RunAsync(4), Is.EqualTo(new[] { "list 0", "watch 100", "list 120", "watch 200" }));
        Assert.That(_informer.Store.Keys(), Is.EqualTo(new[] { new NamespacedName("ns", "b") }), "what was deleted in the gap is gone");
    }

    [Test]
    public async Task After_a_410_by_HTTP_it_waits_and_lists_again_so_that_there_is_no_hot_loop()
    {
        _reader.List("100").Watch(Expired).List("200");

        await RunAsync(2);
        await BackoffAsync();

        Assert.That(await _reader.AskedAsync(2), Is.EqualTo(new[] { "list 0", "watch 100", "list 100", "watch 200" }));
    }

    [TestCase(410, "Expired", null)]
    [TestCase(504, "Timeout", "ResourceVersionTooLarge")]
    public async Task A_version_that_cannot_be_listed_is_followed_by_a_list_from_etcd_in_pages(int code, string reason, string? cause)
    {
        _reader.List("100").Watch(Expired, events: [Bookmark("120")]).ListFails(Api(code, reason, cause))
            .Then(new ResourceList<string>([Entry("a", "1")], "300", "p2", 1))
            .Then(new ResourceList<string>([Entry("b", "2")], "300", null, null));

        Assert.That(await RunAsync(6), Is.EqualTo(new[] { "list 0", "watch 100", "list 120", "list newest limit 500", "list newest limit 500 after p2", "watch 300" }));
        Assert.That(_informer.Store.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Pages_that_are_outrun_by_compaction_are_followed_by_a_list_in_one_piece()
    {
        _reader.ListFails(Expired).Then(new ResourceList<string>([], "300", "p2", 1)).ListFails(Expired).List("400");

        Assert.That(await RunAsync(5), Is.EqualTo(new[] { "list 0", "list newest limit 500", "list newest limit 500 after p2", "list newest", "watch 400" }));
    }

    [Test]
    public async Task A_throttled_watch_waits_as_long_as_the_server_asks_and_watches_again_without_a_list()
    {
        _reader.List("100").Watch(new KubernetesApiException((System.Net.HttpStatusCode)429, new ApiStatus { Code = 429 }, TimeSpan.FromSeconds(17)));

        await RunAsync(2);
        await _time.TimerAsync(TimeSpan.FromSeconds(17));
        _time.Advance(TimeSpan.FromSeconds(17));

        Assert.That(await _reader.AskedAsync(1), Is.EqualTo(new[] { "list 0", "watch 100", "watch 100" }));
    }

    [TestCase(ConnectionFailure.Unreachable)]
    [TestCase(ConnectionFailure.Cut)]
    [TestCase(ConnectionFailure.Silent)]
    [TestCase(ConnectionFailure.Timeout)]
    public async Task A_lost_connection_is_waited_out_and_the_watch_goes_on_from_the_last_event(ConnectionFailure failure)
    {
        _reader.List("100").Watch(new KubernetesConnectionException(failure, "gone"), events: [Event(WatchEventType.Added, "a", "101")]);

        await RunAsync(2);
        await BackoffAsync();

        Assert.That(await _reader.AskedAsync(1), Is.EqualTo(new[] { "list 0", "watch 100", "watch 101" }));
    }

    [Test]
    public async Task What_cannot_be_understood_is_followed_by_a_list()
    {
        _reader.List("100").Watch(new KubernetesConnectionException(ConnectionFailure.Malformed, "no JSON")).List("200");

        await RunAsync(2);
        await BackoffAsync();

        Assert.That(await _reader.AskedAsync(2), Is.EqualTo(new[] { "list 0", "watch 100", "list 100", "watch 200" }));
    }

    [Test]
    public async Task Watches_that_end_at_once_without_an_event_are_failures_and_after_five_it_lists_again()
    {
        _reader.List("100");
        for (int i = 0; i < 5; i++)
        {
            _reader.Watch(ends: true);
        }

        _reader.List("200");
        await RunAsync(2);
        for (int i = 0; i < 4; i++)
        {
            await BackoffAsync();
            await _reader.AskedAsync(1);
        }

        await BackoffAsync();

        Assert.That(await _reader.AskedAsync(2), Is.EqualTo(new[] { "list 0", "watch 100", "watch 100", "watch 100", "watch 100", "watch 100", "list 100", "watch 200" }));
    }

    [Test]
    public async Task A_list_that_fails_is_tried_again_later_and_later()
    {
        KubernetesConnectionException down = new(ConnectionFailure.Unreachable, "down");
        _reader.ListFails(down).ListFails(down).ListFails(Api(500, "InternalError")).List("100");

        await RunAsync(1);
        foreach (double least in (double[])[0.8, 1.6, 3.2])
        {
            Assert.That(_informer.HasSynced, Is.False);
            await _time.TimerAsync(due => due.TotalSeconds >= least && due.TotalSeconds <= least * 2);
            _time.Advance(TimeSpan.FromSeconds(least * 2));
            await _reader.AskedAsync(1);
        }

        await _informer.WaitForSyncAsync(Deadline.None).WaitAsync(Deadline.Time);
    }

    [Test]
    public async Task An_informer_whose_first_list_is_refused_waits_and_does_not_end()
    {
        _reader.ListFails(Api(403, "Forbidden")).List("100");

        await RunAsync(1);
        await BackoffAsync();

        await _informer.WaitForSyncAsync(Deadline.None).WaitAsync(Deadline.Time);
        Assert.That(_running.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_wait_for_want_of_a_server_ends_soon_after_it_answers_again()
    {
        ServerPresence server = new(_time);
        KubernetesConnectionException down = new(ConnectionFailure.Unreachable, "down");
        _reader.List("100").Watch(down, before: () => Tell(server, 0)).Watch(down).Watch(down).Watch(down);
        Task<IReadOnlyList<string>> asked = RunAsync(5, server);
        await BackoffAsync();
        await BackoffAsync();
        await BackoffAsync();
        await asked;
        await _time.TimerAsync(due => due >= TimeSpan.FromSeconds(6));

        Tell(server, 503);
        await _time.TimerAsync(due => due <= TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.That((await _reader.AskedAsync(1))[^1], Is.EqualTo("watch 100"));
    }

    private static void Tell(ServerPresence server, int code) => server.Completed(new RequestOutcome("get", "", "pods", code, TimeSpan.Zero));

    private static ResourceEntry<string> Entry(string name, string version) => new(new NamespacedName("ns", name), version, name + version);

    private static WatchEvent<string> Event(WatchEventType type, string name, string version) => new(type, new NamespacedName("ns", name), name + version, version);

    private static WatchEvent<string> Bookmark(string version) => new(WatchEventType.Bookmark, default, null, version);

    private static KubernetesApiException Api(int code, string reason, string? cause = null) =>
        KubernetesApiException.FromStatus(new ApiStatus { Code = code, Reason = reason, Causes = cause is null ? [] : [new StatusCause(cause, null, null)] });

    private Task<IReadOnlyList<string>> RunAsync(int requests, ServerPresence? server = null)
    {
        _informer = new Informer<string>(_reader, new InformerOptions<string> { Name = "things", TimeProvider = _time, Random = new Random(1), Server = server }, NullLogger.Instance);
        _running = Task.Run(() => _informer.RunAsync(_stop.Token));
        return _reader.AskedAsync(requests);
    }

    private async Task BackoffAsync()
    {
        await _time.TimerAsync(due => due >= TimeSpan.FromMilliseconds(800));
        _time.Advance(TimeSpan.FromMinutes(1));
    }
}
