using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Tracking;

namespace Steersman.Kubernetes.Status.Tests.Tracking;

/// <summary>A Job that deletes itself is done when it is gone, and not before the watch could show it.</summary>
public sealed class VanishedJobTests : IDisposable
{
    private readonly FakeFeeds _feeds = new();
    private LiveObjects _live = null!;

    [SetUp]
    public void SetUp() => _live = new LiveObjects(_feeds, new ManualTime(RolloutScene.T0));

    [TearDown]
    public void Dispose() => _live.Dispose();

    [TestCase(99ul, "NotSeen")]
    [TestCase(100ul, "ready")]
    public void What_the_watch_cannot_show_yet_is_not_gone(ulong shown, string expected)
    {
        TrackedObject job = Live.Tracked("batch/v1", "Job", "migrate") with { HasTtl = true, AppliedVersion = "100" };
        RolloutTracker tracker = _live.Track(new NamespacedName("d", "web"), [job], new TrackOptions { Id = "op", StartedAt = RolloutScene.T0, WaitForJobs = true });
        _feeds.Of("batch/v1", "Job").LastVersion = shown;
        _feeds.Of("batch/v1", "Job").Sync();
        _feeds.Pods!.Sync();
        RolloutState state = tracker.Snapshot(_live.Now);
        Assert.That(state.IsReady ? "ready" : state.Progress.Single().Reason, Is.EqualTo(expected));
    }
}
