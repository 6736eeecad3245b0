using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Rollouts;

/// <summary>Which pods are of another revision than the present one of their workload.</summary>
public sealed class OldPodsTests
{
    private FakeView _view = new();

    [SetUp]
    public void Begin() => _view = new FakeView();

    [Test]
    public void Of_a_Deployment_those_of_ReplicaSets_with_lower_numbers()
    {
        Deployment(revision: 3, observed: 5);
        ReplicaSet("web-good", 3);
        ReplicaSet("web-bad", 2);
        Pod("good-a", "web-good");
        Pod("bad-a", "web-bad");
        Assert.That(Old("Deployment"), Is.EqualTo("bad-a"));
    }

    [TestCase(3, 4, 3, TestName = "While_the_controller_has_not_seen_the_newest_spec")]
    [TestCase(3, 5, 1, TestName = "While_the_ReplicaSet_of_the_present_number_is_not_shown")]
    [TestCase(2, 5, 3, TestName = "While_the_number_of_the_Deployment_is_behind_that_of_its_ReplicaSet")]
    public void Of_a_Deployment_none(int revision, int observed, int good)
    {
        Deployment(revision, observed);
        ReplicaSet("web-good", good);
        ReplicaSet("web-bad", 2);
        Pod("good-a", "web-good");
        Pod("bad-a", "web-bad");
        Assert.That(Old("Deployment"), Is.Empty);
    }

    [Test]
    public void None_before_the_watch_shows_the_object_as_it_was_applied()
    {
        Deployment(revision: 3, observed: 5);
        ReplicaSet("web-good", 3);
        ReplicaSet("web-bad", 2);
        Pod("bad-a", "web-bad");
        Assert.That(Old("Deployment", applied: "11"), Is.Empty);
        Assert.That(Old("Deployment", applied: "10"), Is.EqualTo("bad-a"));
    }

    [Test]
    public void Of_a_StatefulSet_those_of_another_hash_and_stuck_those_that_are_not_ready()
    {
        StatefulSet("OrderedReady");
        Pod("web-0", "set", "good");
        Pod("web-1", "set", "bad", isReady: true);
        Pod("web-2", "set", "bad");
        Assert.That(Old("StatefulSet"), Is.EqualTo("web-1 web-2"));
        Assert.That(Stuck(), Is.EqualTo("web-2"));
    }

    [Test]
    public void A_StatefulSet_that_starts_pods_at_once_gets_stuck_on_none()
    {
        StatefulSet("Parallel");
        Pod("web-0", "set", "bad");
        Assert.That((Old("StatefulSet"), Stuck()), Is.EqualTo(("web-0", "")));
    }

    [Test]
    public void Pods_below_the_partition_are_not_to_be_updated()
    {
        StatefulSet("OrderedReady", """{"type":"RollingUpdate","rollingUpdate":{"partition":1}}""");
        Pod("web-0", "set", "bad");
        Pod("web-1", "set", "bad");
        Assert.That(Old("StatefulSet"), Is.EqualTo("web-1"));
    }

    [Test]
    public void Of_a_DaemonSet_those_of_ControllerRevisions_with_lower_numbers()
    {
        _view.Put("""{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"web","namespace":"d","uid":"set","generation":5,"resourceVersion":"10"},"spec":{},"status":{"observedGeneration":5}}""");
        ControllerRevision("good", 3);
        ControllerRevision("bad", 2);
        Pod("web-a", "set", "good");
        Pod("web-b", "set", "bad");
        Pod("web-c", "set", "unknown");
        Assert.That(Old("DaemonSet"), Is.EqualTo("web-b"));
    }

    private string Old(string kind, string? applied = null) => string.Join(' ', Find(kind, applied).Select(pod => pod.Key.Name).Order(StringComparer.Ordinal));

    private string Stuck() => string.Join(' ', Find("StatefulSet", null).Where(pod => pod.IsStuck).Select(pod => pod.Key.Name));

    private IEnumerable<OldPod> Find(string kind, string? applied) => OldPods.Of(Live.Tracked("apps/v1", kind) with { AppliedVersion = applied }, _view);

    private void Deployment(int revision, int observed) => _view.Put($$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":5,"resourceVersion":"10",
          "annotations":{"deployment.kubernetes.io/revision":"{{revision}}"} },"spec":{"replicas":1},"status":{"observedGeneration":{{observed}} } }
        """);

    private void ReplicaSet(string name, int revision) => _view.Put($$"""
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"{{name}}","namespace":"d","uid":"{{name}}","generation":1,
          "labels":{"pod-template-hash":"{{name}}"},"annotations":{"deployment.kubernetes.io/revision":"{{revision}}"},
          "ownerReferences":[{"controller":true,"uid":"dep"}]},"spec":{"replicas":1},"status":{"observedGeneration":1} }
        """);

    private void StatefulSet(string policy, string strategy = """{"type":"RollingUpdate"}""") => _view.Put($$"""
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web","namespace":"d","uid":"set","generation":5,"resourceVersion":"10"},
          "spec":{"replicas":3,"podManagementPolicy":"{{policy}}","updateStrategy":{{strategy}} },"status":{"observedGeneration":5,"updateRevision":"good","currentRevision":"bad"} }
        """);

    private void ControllerRevision(string hash, int revision) => _view.Put($$"""
        {"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"web-{{hash}}","namespace":"d","uid":"{{hash}}",
          "labels":{"controller-revision-hash":"{{hash}}"},"ownerReferences":[{"controller":true,"uid":"set"}]},"revision":{{revision}} }
        """);

    private void Pod(string name, string controller, string? hash = null, bool isReady = false) =>
        _view.PutPod(new LivePod(new Client.Objects.NamespacedName("d", name), name) { ControllerUid = controller, RevisionHash = hash ?? controller, IsReady = isReady });
}
