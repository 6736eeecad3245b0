using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Http;

public sealed class RetryTests
{
    private const string Collection = "/api/v1/namespaces/default/configmaps";
    private const string Object = Collection + "/a";

    private static readonly NamespacedName Key = new("default", "a");

    private ScriptedServer _server = null!;
    private ManualTimeProvider _time = null!;
    private KubernetesClient _client = null!;
    private IResourceClient<ConfigMap> _configMaps = null!;
    private readonly Recorder _recorder = new();

    private static RequestDelegate Throttled => Answers.Status(429, "TooManyRequests", headers: ("Retry-After", "3"));

    private static RequestDelegate Unavailable => Answers.Status(503, "ServiceUnavailable", headers: ("Retry-After", "3"));

    private static RequestDelegate Good => Answers.Json(Bodies.ConfigMap("a", "1"));

    [SetUp]
    public async Task StartAsync()
    {
        _recorder.Outcomes.Clear();
        _server = await ScriptedServer.StartAsync();
        _time = new ManualTimeProvider();
        _client = _server.Client(new KubernetesClientOptions { TimeProvider = _time, Observer = _recorder });
        _configMaps = _client.Resource<ConfigMap>();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_throttled_request_waits_as_long_as_the_server_asks_and_is_sent_again_with_its_body()
    {
        _server.On("POST", Collection, Throttled, Good);
        Task<ConfigMap> create = _configMaps.CreateAsync(new ConfigMap(Key), WriteOptions.Default, Deadline.None);

        await _time.TimerAsync(TimeSpan.FromSeconds(3));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
        _time.Advance(TimeSpan.FromSeconds(3));
        await create.WaitAsync(Deadline.Time);

        Assert.That(_server.Requests.Select(request => request.Body).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_recorder.Outcomes.Select(o => $"{o.Verb} {o.Resource} {o.Code}"), Is.EqualTo(new[] { "create configmaps 429", "create configmaps 201" }).Or.EqualTo(new[] { "create configmaps 429", "create configmaps 200" }));
    }

    [Test]
    public async Task A_server_that_is_unavailable_is_tried_again_by_what_may_be_repeated()
    {
        _server.On("GET", Object, Unavailable, Good);
        Task<ConfigMap?> get = _configMaps.GetAsync(Key, Deadline.None);
        await _time.TimerAsync(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.That(await get.WaitAsync(Deadline.Time), Is.Not.Null);
    }

    [Test]
    public async Task A_server_that_is_unavailable_is_not_tried_again_by_what_may_have_happened()
    {
        _server.On("POST", Collection, Unavailable, Good).On("PATCH", Object, Unavailable, Good);

        KubernetesApiException create = (await Assert.ThrowsAsync<KubernetesApiException>(() => _configMaps.CreateAsync(new ConfigMap(Key), WriteOptions.Default, Deadline.None)))!;
        await Assert.ThrowsAsync<KubernetesApiException>(() => _configMaps.PatchAsync(Key, Patch.Merge([]), WriteOptions.Default, Deadline.None));

        Assert.That((create.IsThrottled, create.RetryAfter), Is.EqualTo((true, TimeSpan.FromSeconds(3))));
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Patience_ends_after_five_tries()
    {
        _server.On("GET", Object, Throttled);
        Task<ConfigMap?> get = _configMaps.GetAsync(Key, Deadline.None);
        for (int i = 0; i < 4; i++)
        {
            await _time.TimerAsync(TimeSpan.FromSeconds(3));
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        await Assert.ThrowsAsync<KubernetesApiException>(() => get.WaitAsync(Deadline.Time));
        Assert.That(_server.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task An_error_without_a_time_to_wait_or_with_a_long_one_is_thrown_at_once()
    {
        _server.On("GET", Object, Answers.Status(500, "InternalError"), Answers.Status(429, "TooManyRequests", headers: ("Retry-After", "3600")));

        Assert.That((await Assert.ThrowsAsync<KubernetesApiException>(() => _configMaps.GetAsync(Key, Deadline.None)))!.IsTransient, Is.True);
        Assert.That((await Assert.ThrowsAsync<KubernetesApiException>(() => _configMaps.GetAsync(Key, Deadline.None)))!.RetryAfter, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public async Task A_slow_server_is_given_up_after_the_time_of_a_request()
    {
        _server.On("GET", Object, Answers.Hang);
        Task<ConfigMap?> get = _configMaps.GetAsync(Key, Deadline.None);
        await _time.TimerAsync(TimeSpan.FromSeconds(60));

        _time.Advance(TimeSpan.FromSeconds(60));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => get.WaitAsync(Deadline.Time)))!;
        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Timeout));
        Assert.That(_recorder.Outcomes.Single().Code, Is.Zero);
    }

    [Test]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        using KubernetesClient client = _server.Client();
        await _server.DisposeAsync();

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => client.Resource<ConfigMap>().GetAsync(Key, Deadline.None)))!;

        Assert.That(e.Failure, Is.EqualTo(ConnectionFailure.Unreachable));
    }

    private sealed class Recorder : IRequestObserver
    {
        public ConcurrentQueue<RequestOutcome> Outcomes { get; } = new();

        public void Completed(in RequestOutcome outcome) => Outcomes.Enqueue(outcome);
    }
}
