using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Http;

/// <summary>What views of a client add to requests: an identity, a guard.</summary>
public sealed class ScopeTests
{
    private const string Object = "/api/v1/namespaces/default/configmaps/a";

    private static readonly NamespacedName Key = new("default", "a");

    private ScriptedServer _server = null!;
    private ManualTimeProvider _time = null!;
    private KubernetesClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _server.On("GET", Object, Answers.Json(Bodies.ConfigMap("a", "1"))).On("PUT", Object, Answers.Json(Bodies.ConfigMap("a", "1")));
        _time = new ManualTimeProvider();
        _client = _server.Client(new KubernetesClientOptions { TimeProvider = _time, UserAgent = "me/1" });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_view_impersonates_and_its_owner_does_not()
    {
        ImpersonationIdentity identity = new("jane", ["a", "b"], "u1", ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("acme.com/scope", ["x", "y"]));

        await _client.Impersonate(identity).Resource<ConfigMap>().GetAsync(Key, Deadline.None);
        await _client.Impersonate(identity).Impersonate(null).Resource<ConfigMap>().GetAsync(Key, Deadline.None);
        await _client.Resource<ConfigMap>().GetAsync(Key, Deadline.None);

        RecordedRequest first = _server.Requests[0];
        Assert.That(first.Headers["Impersonate-User"].ToString(), Is.EqualTo("jane"));
        Assert.That(first.Headers["Impersonate-Group"].ToString(), Is.EqualTo("a, b").Or.EqualTo("a,b"));
        Assert.That(first.Headers["Impersonate-Uid"].ToString(), Is.EqualTo("u1"));
        Assert.That(first.Headers["Impersonate-Extra-acme.com%2Fscope"].ToString(), Is.EqualTo("x, y").Or.EqualTo("x,y"));
        Assert.That(_server.Requests.Skip(1).Any(request => request.Headers.Keys.Any(name => name.StartsWith("Impersonate", StringComparison.Ordinal))), Is.False);
    }

    [Test]
    public void An_empty_user_cannot_be_impersonated()
    {
        Assert.Throws<ArgumentException>(() => new ImpersonationIdentity(" "));
        Assert.Throws<ArgumentException>(() => ImpersonationIdentity.ServiceAccount("ns", ""));
        Assert.Throws<ArgumentException>(() => ImpersonationIdentity.ServiceAccount("ns:x", "a"));
        Assert.That(ImpersonationIdentity.ServiceAccount("ns", "a").User, Is.EqualTo("system:serviceaccount:ns:a"));
    }

    [Test]
    public async Task A_guard_that_has_no_time_left_refuses_writes_and_allows_reads()
    {
        IResourceClient<ConfigMap> guarded = _client.Guarded(new Guard { Remaining = TimeSpan.Zero }).Resource<ConfigMap>();

        await Assert.ThrowsAsync<RequestGuardException>(() => guarded.UpdateAsync(new ConfigMap(Key), WriteOptions.Default, Deadline.None));
        Assert.That(await guarded.GetAsync(Key, Deadline.None), Is.Not.Null);
        Assert.That(_server.Requests.Select(request => request.Method), Is.EqualTo(new[] { "GET" }));
    }

    [Test]
    public async Task A_write_does_not_outlast_its_guard()
    {
        _server.On("DELETE", Object, Answers.Hang);
        IResourceClient<ConfigMap> guarded = _client.Guarded(new Guard { Remaining = TimeSpan.FromSeconds(9) }).Resource<ConfigMap>();
        Task<DeleteOutcome> delete = guarded.DeleteAsync(Key, DeleteOptions.Default, Deadline.None);
        await _time.TimerAsync(TimeSpan.FromSeconds(9));

        _time.Advance(TimeSpan.FromSeconds(9));

        await Assert.ThrowsAsync<KubernetesConnectionException>(() => delete.WaitAsync(Deadline.Time));
    }

    [Test]
    public async Task A_guard_that_is_lost_cancels_what_runs_and_refuses_what_comes()
    {
        TaskCompletionSource started = new();
        _server.On("DELETE", Object, context =>
        {
            started.SetResult();
            return Answers.Hang(context);
        });
        Guard guard = new();
        IResourceClient<ConfigMap> guarded = _client.Guarded(guard).Resource<ConfigMap>();
        Task<DeleteOutcome> delete = guarded.DeleteAsync(Key, DeleteOptions.Default, Deadline.None);
        await started.Task.WaitAsync(Deadline.Time);

        await guard.Source.CancelAsync();

        await Assert.ThrowsAsync<RequestGuardException>(() => delete.WaitAsync(Deadline.Time));
        await Assert.ThrowsAsync<RequestGuardException>(() => guarded.GetAsync(Key, Deadline.None));
    }

    [Test]
    public async Task Requests_say_who_asks()
    {
        await _client.Resource<ConfigMap>().GetAsync(Key, Deadline.None);

        Assert.That(_server.Requests.Single().Headers.UserAgent.ToString(), Is.EqualTo("me/1"));
    }

    private sealed class Guard : IRequestGuard
    {
        public CancellationTokenSource Source { get; } = new();

        public TimeSpan Remaining { get; init; } = TimeSpan.FromHours(1);

        public CancellationToken Lost => Source.Token;
    }
}
