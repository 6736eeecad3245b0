using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>An identity that may read single objects and not watch them.</summary>
[Category("Integration")]
internal sealed class ForbiddenWatchTests : ReleaseTest
{
    private const string User = "narrow";

    /// <inheritdoc/>
    protected override bool StartsOperator => false;

    [TestCase("get")]
    [TestCase("get, list")]
    public async Task Where_a_watch_is_refused_the_objects_are_read_and_the_message_says_so(string verbs)
    {
        await AllowAsync("Deployments", "deployments", verbs);
        await AllowAsync("Pods", "replicasets", "get, list, watch");
        await DeployAsync("ready");
        await using TrackedAs tracked = new(Client.Impersonate(new ImpersonationIdentity(User)), Namespace);

        RolloutState state = await tracked.UntilAsync(state => state is { IsReady: true, Remarks.Length: > 0 }, "ready, and read one by one");

        Assert.That(state.Remarks, Has.Some.StartsWith("not watched but read every few seconds, causes may be missed: "));
        Assert.That(state.Remarks, Has.Some.Contains("forbidden"));
    }

    [Test]
    public async Task What_may_not_even_be_read_is_named_and_never_ready()
    {
        await DeployAsync("ready");
        await using TrackedAs tracked = new(Client.Impersonate(new ImpersonationIdentity(User)), Namespace);

        RolloutState state = await tracked.UntilAsync(state => state.Progress.Any(item => item.Message.Contains("forbidden", StringComparison.Ordinal)), "the refusal is named");

        Assert.That(state.IsReady, Is.False);
        Assert.That(state.Progress.Single().ToString(), Does.StartWith("Deployment/web: cannot be watched: "));
    }

    private Task<Unstructured> DeployAsync(string tag) => ApplyAsync(
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app.kubernetes.io/managed-by: Helm} }
        spec:
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web} }
            spec: {containers: [{name: app, image: "localhost/app:{{tag}}" }]}
        """);

    private async Task AllowAsync(string name, string resource, string verbs)
    {
        await ApplyAsync(
            $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: {{name.ToLowerInvariant()}} }
            rules:
            - {apiGroups: ["", apps], resources: [{{resource}}, pods], verbs: [{{verbs}}]}
            """);
        await ApplyAsync(
            $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: {{name.ToLowerInvariant()}} }
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{name.ToLowerInvariant()}} }
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: {{User}} }]
            """);
    }

    /// <summary>A release that somebody follows.</summary>
    private sealed class TrackedAs : IAsyncDisposable
    {
        private readonly LiveObjects _live;
        private readonly RolloutTracker _tracker;
        private readonly SemaphoreSlim _changed = new(0);

        public TrackedAs(IKubernetesClient client, string ns)
        {
            _live = new LiveObjects(new InformerFeeds(client, TimeProvider.System, NullLogger<InformerFeeds>.Instance), TimeProvider.System, new LiveObjectsOptions { PerNamespace = true });
            _live.OnChange += _ => _changed.Release();
            TrackedObject deployment = new(GroupVersionKind.Parse("apps/v1", "Deployment"), new NamespacedName(ns, "web"));
            _tracker = _live.Track(new NamespacedName(ns, "web"), [deployment], new TrackOptions { Id = "1", StartedAt = DateTimeOffset.UtcNow });
        }

        public async Task<RolloutState> UntilAsync(Func<RolloutState, bool> holds, string what)
        {
            using CancellationTokenSource deadline = new(Until.Patience);
            while (true)
            {
                RolloutState state = _tracker.Snapshot(_live.Now);
                if (holds(state))
                {
                    return state;
                }

                if (!await _changed.WaitAsync(Until.Patience, deadline.Token).ContinueWith(task => task.IsCompletedSuccessfully && task.Result, TaskScheduler.Default))
                {
                    throw new AssertionException($"not in time: {what}; last seen: {string.Join("; ", state.Progress)} {string.Join("; ", state.Remarks)}");
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            _live.Dispose();
            _changed.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
