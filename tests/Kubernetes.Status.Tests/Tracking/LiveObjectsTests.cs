using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Tracking;

namespace Steersman.Kubernetes.Status.Tests.Tracking;

public sealed class LiveObjectsTests : IDisposable
{
    private static readonly NamespacedName Release = new("d", "web");
    private readonly List<NamespacedName> _changed = [];
    private FakeFeeds _feeds = null!;
    private ManualTime _time = null!;
    private LiveObjects _live = null!;

    [SetUp]
    public void SetUp()
    {
        _changed.Clear();
        _feeds = new FakeFeeds();
        _time = new ManualTime(RolloutScene.T0);
        _live = new LiveObjects(_feeds, _time);
        _live.OnChange += _changed.Add;
    }

    [TearDown]
    public void Dispose() => _live.Dispose();

    [Test]
    public void A_release_of_ConfigMaps_needs_no_watch_and_is_ready_at_once()
    {
        RolloutTracker tracker = Track(Live.Tracked("v1", "ConfigMap"), Live.Tracked("v1", "ServiceAccount"));
        Assert.That(_feeds.Opened, Is.Empty);
        Assert.That(tracker.Snapshot(_live.Now).IsReady, Is.True);
    }

    [Test]
    public void Watches_are_shared_and_end_with_the_last_release_that_needs_them()
    {
        Track(Live.Tracked("apps/v1", "Deployment"));
        _live.Track(new NamespacedName("d", "other"), [Live.Tracked("apps/v1", "Deployment", "other"), Live.Tracked("apps/v1", "StatefulSet", "db")], Options());
        Assert.That(_feeds.Opened.Select(key => key.Kind.Kind), Is.EquivalentTo(new[] { "Deployment", "ReplicaSet", "Pod", "StatefulSet", "Event" }));
        _live.Untrack(new NamespacedName("d", "other"));
        Assert.That(_feeds.Running.Select(key => key.Kind.Kind), Is.EquivalentTo(new[] { "Deployment", "ReplicaSet" }));
        Assert.That(_feeds.Pods!.IsDisposed, Is.False);
        _live.Untrack(Release);
        Assert.That(_feeds.Running, Is.Empty);
        Assert.That(_feeds.Pods.IsDisposed, Is.True);
    }

    [Test]
    public void Events_are_watched_while_somebody_waits_and_a_while_longer()
    {
        Track(Live.Tracked("apps/v1", "StatefulSet", "db"));
        _live.Rest(Release);
        _live.Rest(Release);
        Assert.That(_feeds.Events!.IsDisposed, Is.False);
        Assert.That(_feeds.Running.Count(), Is.EqualTo(1), "the rest goes on");
        _time.Advance(599);
        _live.Track(Release, [Live.Tracked("apps/v1", "StatefulSet", "db")], Options("rev-2"));
        _time.Advance(2);
        Assert.That(_feeds.Events.IsDisposed, Is.False, "the next wait has begun");
        _live.Untrack(Release);
        _time.Advance(600);
        Assert.That(_feeds.Events.IsDisposed, Is.True);
    }

    [Test]
    public void A_settled_release_is_followed_without_events()
    {
        _live.Track(Release, [Live.Tracked("apps/v1", "StatefulSet", "db")], Options() with { IsWaiting = false });
        Assert.That(_feeds.Opened.Select(key => key.Kind.Kind), Is.EquivalentTo(new[] { "StatefulSet", "Pod" }));
        _live.Rest(Release);
    }

    [Test]
    public void An_event_about_a_workload_or_one_of_its_pods_wakes_its_release()
    {
        Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        _feeds.Events!.Sync();
        LivePod pod = RolloutScene.NewPod().Now();
        _feeds.Pods!.Put(pod);
        foreach ((string kind, string name, string uid) in new[] { ("Pod", pod.Key.Name, pod.Uid), ("Deployment", "web", "dep") })
        {
            _changed.Clear();
            _feeds.Events.Put(Live.Event(kind, name, uid, "FailedMount", "no volume", RolloutScene.At(1))!);
            Assert.That(_changed, Is.EqualTo(new[] { Release }), kind);
        }

        _changed.Clear();
        _feeds.Events.Put(Live.Event("Pod", "foreign", "uid-foreign", "FailedMount", "no volume", RolloutScene.At(1))!);
        Assert.That(_changed, Is.Empty);
    }

    [Test]
    public void A_new_revision_keeps_the_watches_and_begins_a_new_baseline()
    {
        RolloutTracker first = Track(Live.Tracked("apps/v1", "Deployment"));
        RolloutTracker second = _live.Track(Release, first.Objects, Options("rev-2"));
        Assert.Multiple(() =>
        {
            Assert.That(second, Is.Not.SameAs(first));
            Assert.That(_live.Track(Release, first.Objects, Options("rev-2")), Is.SameAs(second), "the same again changes nothing");
            Assert.That(_feeds.Opened, Has.Count.EqualTo(4));
            Assert.That(_feeds.Running.Count(), Is.EqualTo(2));
        });
    }

    [Test]
    public void Per_namespace_each_namespace_has_its_own_watches()
    {
        using LiveObjects live = new(_feeds, _time, new LiveObjectsOptions { PerNamespace = true });
        live.Track(Release, [Live.Tracked("apps/v1", "StatefulSet", "a", "one"), Live.Tracked("apps/v1", "StatefulSet", "a", "two")], Options());
        Assert.That(_feeds.Opened.Select(key => key.Namespace), Is.EquivalentTo(new[] { "one", "one", "one", "two", "two", "two" }));
    }

    [Test]
    public void Nothing_is_judged_before_all_watches_are_synced_and_each_sync_wakes_the_release()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        _feeds.Of("apps/v1", "Deployment").Sync(Deployment(ready: true));
        _feeds.Of("apps/v1", "ReplicaSet").Sync();
        Assert.That(tracker.Snapshot(_live.Now).IsSynced, Is.False);
        _changed.Clear();
        _feeds.Pods!.Sync();
        Assert.That(_changed, Is.EqualTo(new[] { Release }));
        Assert.That(tracker.Snapshot(_live.Now).IsReady, Is.True);
    }

    [Test]
    public void A_watch_that_the_server_refuses_is_named()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        _feeds.Pods!.Refuse("pods is forbidden");
        Assert.That(tracker.Snapshot(_live.Now).Progress[0].ToString(), Is.EqualTo("Deployment/web: cannot be watched: pods is forbidden"));
    }

    [Test]
    public void Where_objects_are_read_because_the_watch_is_refused_the_message_says_so()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        _feeds.Of("apps/v1", "Deployment").Refuse("deployments.apps is forbidden");
        Assert.That(tracker.Snapshot(_live.Now).Remarks, Is.EqualTo(new[] { "not watched but read every few seconds, causes may be missed: deployments.apps is forbidden" }));
    }

    [Test]
    public void What_is_read_is_what_somebody_waits_for()
    {
        Track(Live.Tracked("apps/v1", "Deployment"), Live.Tracked("v1", "Pod", "bare"));
        ILiveFeedHandler<LiveObject> handler = _live;
        FeedKey deployments = new(GroupVersionKind.Parse("apps/v1", "Deployment"), null);
        Assert.That(handler.Wanted(deployments), Is.EqualTo(new[] { new NamespacedName("d", "web") }));
        _live.Rest(Release);
        Assert.That(handler.Wanted(deployments), Is.Empty);
    }

    [Test]
    public void Ready_counts_from_when_every_look_found_it_so()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        Assert.That(tracker.Snapshot(_live.Now).ReadySince, Is.Null);
        _feeds.Of("apps/v1", "Deployment").Put(Deployment(ready: true) with { ResourceVersion = 7 });
        _time.Advance(5);
        Assert.That(tracker.Snapshot(_live.Now).ReadySince, Is.EqualTo(RolloutScene.At(5)));
        _time.Advance(5);
        Assert.That(tracker.Snapshot(_live.Now).ReadySince, Is.EqualTo(RolloutScene.At(5)));
        _feeds.Of("apps/v1", "Deployment").Put(Deployment() with { ResourceVersion = 8 });
        Assert.That(tracker.Snapshot(_live.Now).ReadySince, Is.Null);
    }

    [Test]
    public void Storage_classes_that_may_not_be_seen_hold_nothing_up()
    {
        RolloutTracker tracker = Track(Live.Tracked("v1", "PersistentVolumeClaim", "data"));
        _feeds.Of("v1", "PersistentVolumeClaim").Sync(Live.Object("""{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"d","uid":"p"},"status":{"phase":"Bound"}}"""));
        _feeds.Pods!.Sync();
        _feeds.Of("storage.k8s.io/v1", "StorageClass").Refuse("forbidden");
        Assert.That(tracker.Snapshot(_live.Now).IsReady, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_claim_that_binds_with_its_first_pod_is_ready_only_while_no_pod_mounts_it(bool isMounted)
    {
        RolloutTracker tracker = Track(Live.Tracked("v1", "PersistentVolumeClaim", "data"));
        _feeds.Of("v1", "PersistentVolumeClaim").Sync(Live.Object("""{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"d","uid":"p"},"spec":{"storageClassName":"local"},"status":{"phase":"Pending"}}"""));
        _feeds.Of("storage.k8s.io/v1", "StorageClass").Sync(Live.Object("""{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"local","uid":"sc"},"volumeBindingMode":"WaitForFirstConsumer"}"""));
        LivePod[] pods = isMounted ? [Live.Pod("""{"metadata":{"name":"a","namespace":"d","uid":"u"},"spec":{"volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"data"}}]}}""")] : [];
        _feeds.Pods!.Sync(pods);
        Assert.That(tracker.Snapshot(_live.Now).IsReady, Is.EqualTo(!isMounted));
    }

    [TestCase("deployment, replicaset, pod")]
    [TestCase("pod, replicaset, deployment")]
    [TestCase("replicaset, deployment, pod")]
    [TestCase("pod, deployment, replicaset")]
    public void Pods_are_found_by_their_owners_in_whatever_order_they_come(string order)
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        foreach (string what in order.Split(", "))
        {
            switch (what)
            {
                case "deployment":
                    _feeds.Of("apps/v1", "Deployment").Sync(Deployment());
                    break;
                case "replicaset":
                    _feeds.Of("apps/v1", "ReplicaSet").Sync(ReplicaSet());
                    break;
                default:
                    _feeds.Pods!.Sync(CrashingPod().Now());
                    break;
            }
        }

        _changed.Clear();
        _time.Advance(50);
        _feeds.Pods!.Put(CrashingPod(restarts: 6).Now() with { ResourceVersion = 99 });
        Assert.That(_changed, Is.EqualTo(new[] { Release }));
        Assert.That(tracker.Snapshot(_live.Now).Failure!.Code, Is.EqualTo(CauseCode.CrashLoop));
    }

    [Test]
    public void Pods_of_others_wake_nobody()
    {
        Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        _changed.Clear();
        _feeds.Pods!.Put(RolloutScene.NewPod("x", "foreign").Running().Now());
        _feeds.Of("apps/v1", "Deployment").Put(Live.Object("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"other","namespace":"d","uid":"o"}}"""));
        Assert.That(_changed, Is.Empty);
    }

    [Test]
    public void A_list_that_shows_nothing_new_wakes_nobody()
    {
        Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        LivePod pod = CrashingPod().Now();
        _feeds.Pods!.Put(pod);
        _changed.Clear();
        _feeds.Pods.Put(pod);
        _feeds.Of("apps/v1", "Deployment").Put(Deployment());
        Assert.That(_changed, Is.Empty);
    }

    [Test]
    public void What_was_seen_for_an_instant_is_remembered()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        PodStory pod = RolloutScene.NewPod();
        _feeds.Pods!.Put(pod.Waiting("ErrImagePull", "example.com/app:1: not found").Now());
        _feeds.Pods.Put(pod.Waiting("ImagePullBackOff", "Back-off").Now());
        _time.Advance(15);
        _feeds.Pods.Put(pod.Waiting("ErrImagePull", "example.com/app:1: not found").Now());
        _feeds.Pods.Put(pod.Waiting("ImagePullBackOff", "Back-off").Now());
        Assert.That(tracker.Snapshot(_live.Now).Failure!.Code, Is.EqualTo(CauseCode.ImageNotFound));
    }

    [Test]
    public void Deleted_objects_are_missing_and_a_new_one_of_the_name_is_followed()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        _feeds.Of("apps/v1", "Deployment").Delete(Deployment());
        Assert.That(tracker.Snapshot(_live.Now).Progress[0].Reason, Is.EqualTo("NotFound"));
        _feeds.Of("apps/v1", "Deployment").Put(Deployment(uid: "dep2"));
        _feeds.Of("apps/v1", "ReplicaSet").Put(ReplicaSet("rs2", "dep2"));
        _changed.Clear();
        _feeds.Pods!.Put(CrashingPod(controller: "rs2").Now());
        Assert.That(_changed, Is.EqualTo(new[] { Release }));
    }

    [Test]
    public void A_step_of_the_wall_clock_shortens_no_threshold()
    {
        RolloutTracker tracker = Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        _feeds.Pods!.Put(RolloutScene.NewPod().Waiting("InvalidImageName").Now());
        _time.Step = TimeSpan.FromHours(1);
        Assert.That(tracker.Snapshot(_live.Now).Failure, Is.Null);
        _time.Advance(5);
        Assert.That(tracker.Snapshot(_live.Now).Failure!.Code, Is.EqualTo(CauseCode.InvalidImage));
    }

    [Test]
    public void A_release_handed_over_keeps_its_new_tracker_when_the_old_one_leaves()
    {
        Track(Live.Tracked("apps/v1", "Deployment"));
        SyncAll();
        NamespacedName moved = new("d", "moved");
        _live.Track(moved, [Live.Tracked("apps/v1", "Deployment")], Options());
        _live.Untrack(Release);
        _changed.Clear();
        _feeds.Of("apps/v1", "Deployment").Put(Deployment(ready: true) with { ResourceVersion = 77 });
        Assert.That(_changed, Is.EqualTo(new[] { moved }));
    }

    private RolloutTracker Track(params TrackedObject[] objects) => _live.Track(Release, objects, Options());

    private static TrackOptions Options(string id = "rev-1") => new() { Id = id, StartedAt = RolloutScene.T0 };

    private void SyncAll()
    {
        _feeds.Of("apps/v1", "Deployment").Sync(Deployment());
        _feeds.Of("apps/v1", "ReplicaSet").Sync(ReplicaSet());
        _feeds.Pods!.Sync();
    }

    private static PodStory CrashingPod(int restarts = 5, string controller = "rs") =>
        RolloutScene.NewPod(controller: controller).Restarts(restarts).Terminated(1, RolloutScene.At(50));

    private static LiveObject Deployment(bool ready = false, string uid = "dep") => Live.Object($$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"{{uid}}","generation":1,"resourceVersion":"5","annotations":{"deployment.kubernetes.io/revision":"1"} },
         "spec":{"replicas":{{(ready ? 0 : 1)}} },"status":{"observedGeneration":1,"conditions":[{"type":"Available","status":"True"}]} }
        """);

    private static LiveObject ReplicaSet(string uid = "rs", string owner = "dep") => Live.Object($$"""
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web-{{uid}}","namespace":"d","uid":"{{uid}}","resourceVersion":"6","annotations":{"deployment.kubernetes.io/revision":"1"},
          "ownerReferences":[{"controller":true,"uid":"{{owner}}"}]} }
        """);
}
