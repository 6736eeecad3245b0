using System.Text.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Tracking;

namespace Steersman.Kubernetes.Status.Tests.Tracking;

/// <summary>Kinds that a release judges by expressions.</summary>
public sealed class HealthCheckTests : IDisposable
{
    private static readonly GroupVersionKind Widget = GroupVersionKind.Parse("example.com/v1", "Widget");
    private static readonly NamespacedName Release = new("d", "web");
    private Checks _checks = null!;
    private FakeFeeds _feeds = null!;
    private ManualTime _time = null!;
    private LiveObjects _live = null!;

    [SetUp]
    public void SetUp()
    {
        _checks = new Checks();
        _feeds = new FakeFeeds();
        _time = new ManualTime(RolloutScene.T0);
        _live = new LiveObjects(_feeds, _time);
    }

    [TearDown]
    public void Dispose() => _live.Dispose();

    [Test]
    public void Their_watch_keeps_whole_objects_beside_that_of_a_release_without_expressions()
    {
        Track(Live.Tracked("example.com/v1", "Widget"));
        _live.Track(new NamespacedName("d", "other"), [Live.Tracked("example.com/v1", "Widget", "other")], new TrackOptions { Id = "1", StartedAt = RolloutScene.T0 });
        Assert.That(_feeds.Opened, Is.EquivalentTo(new[] { new FeedKey(Widget, null) { IsWhole = true }, new FeedKey(Widget, null) }));
    }

    [TestCase("Current", true)]
    [TestCase("InProgress", false)]
    [TestCase("Unknown", false)]
    [TestCase("Failed", false)]
    public void They_beat_kstatus(string phase, bool isReady)
    {
        RolloutTracker tracker = Track(Live.Tracked("example.com/v1", "Widget"));
        Feed().Sync(Object(phase, stalled: isReady ? "True" : "False"));
        Assert.That(tracker.Snapshot(_live.Now).IsReady, Is.EqualTo(isReady));
        Assert.That(tracker.Snapshot(_live.Now).Failure, Is.Null, "a failure must hold for five seconds");
        Assert.That(_checks.Asked, Is.EqualTo(1), "each state is asked about once");
    }

    [Test]
    public void A_failure_that_holds_is_a_cause()
    {
        RolloutTracker tracker = Track(Live.Tracked("example.com/v1", "Widget"));
        Feed().Sync(Object("Failed", stalled: "False"));
        tracker.Snapshot(_live.Now);
        _time.Advance(5);
        Cause? cause = tracker.Snapshot(_live.Now).Failure;
        Assert.That((cause?.Code, cause?.Summary), Is.EqualTo((CauseCode.CELFailed, "Widget/web: it is Failed (NotYet: out of oil)")));
    }

    [Test]
    public void A_kind_that_is_ready_at_once_is_waited_for_where_expressions_judge_it()
    {
        _checks.Kind = new GroupKind("", "ConfigMap");
        RolloutTracker tracker = Track(Live.Tracked("v1", "ConfigMap"));
        Assert.That(tracker.Snapshot(_live.Now).IsReady, Is.False);
    }

    [Test]
    public void Pods_that_they_judge_are_watched_whole_and_by_the_labels_of_releases()
    {
        _checks.Kind = new GroupKind("", "Pod");
        Track(Live.Tracked("v1", "Pod"));
        FeedKey pods = _feeds.Opened.Single(key => key.Kind.Kind == "Pod");
        Assert.That((pods.IsWhole, pods.LabelSelector), Is.EqualTo((true, "app.kubernetes.io/managed-by=Helm")));
    }

    [Test]
    public void An_object_that_is_not_there_is_not_judged()
    {
        RolloutTracker tracker = Track(Live.Tracked("example.com/v1", "Widget"));
        Feed().Sync();
        Assert.That(tracker.Snapshot(_live.Now).Missing, Is.EqualTo(1));
    }

    private static LiveObject Object(string phase, string stalled)
    {
        using JsonDocument document = JsonDocument.Parse($$"""
            {"metadata":{"name":"web","namespace":"d","uid":"u","resourceVersion":"5"},
             "status":{"phase":"{{phase}}","conditions":[{"type":"Stalled","status":"{{stalled}}"},{"type":"Ready","status":"False","reason":"NotYet","message":"out of oil"}]} }
            """);
        return ObjectDecoder.For(Widget, isWhole: true)(document.RootElement);
    }

    private FakeFeed<LiveObject> Feed() => _feeds.Objects[new FeedKey(Widget, null) { IsWhole = true }];

    private RolloutTracker Track(params TrackedObject[] objects) => _live.Track(Release, objects, new TrackOptions { Id = "1", StartedAt = RolloutScene.T0, HealthChecks = _checks });

    private sealed class Checks : IHealthChecks
    {
        public GroupKind Kind { get; set; } = Widget.GroupKind;

        public int Asked { get; private set; }

        public bool Covers(GroupKind kind) => kind == Kind;

        public ObjectHealth Judge(GroupKind kind, JsonElement content)
        {
            Asked++;
            Assert.That(content.GetProperty("kind").GetString(), Is.EqualTo(kind.Kind));
            KstatusState state = Enum.Parse<KstatusState>(content.GetProperty("status").GetProperty("phase").GetString()!);
            return new ObjectHealth(state, $"it is {state}");
        }
    }
}
