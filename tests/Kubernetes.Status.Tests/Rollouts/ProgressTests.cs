using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Tests.Rollouts;

/// <summary>Counts, the list of what is not ready, and what does its work no more.</summary>
public sealed class ProgressTests
{
    [Test]
    public void Objects_that_need_no_look_are_ready_at_once()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Objects.Add(Live.Tracked("v1", "ConfigMap"));
        scene.Objects.Add(Live.Tracked("rbac.authorization.k8s.io/v1", "Role"));
        scene.Objects.Add(Live.Tracked("v1", "Service"));
        RolloutState state = scene.Judge(1);
        Assert.That((state.Ready, state.Total, state.IsReady), Is.EqualTo((3, 4, false)));
        Assert.That(state.Progress.Single().ToString(), Is.EqualTo("Deployment/web: Available: 0/1"));
    }

    [Test]
    public void Nothing_is_ready_and_nothing_failed_before_the_watches_have_shown_everything()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(60, RolloutScene.NewPod().Restarts(5).Terminated(1, RolloutScene.At(60)));
        scene.View.IsSynced = false;
        RolloutState state = scene.Judge(61);
        Assert.That((state.IsSynced, state.IsReady, state.Failure), Is.EqualTo((false, false, (Cause?)null)));
    }

    [TestCase("web", true, true, "")]
    [TestCase("web", false, true, "Service/web: selects no pod that is ready")]
    [TestCase("other", true, true, "Service/web: selects no pod that is ready")]
    [TestCase("other", true, false, "", TestName = "What the watch of pods has not shown yet is nobody's fault")]
    public void A_Service_that_selects_no_pod_that_is_ready_is_told_of(string app, bool isReady, bool isSynced, string remarks)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("v1", "Service") with { Selector = [new("app", "web"), new("tier", "front")] });
        scene.See(1, RolloutScene.NewPod().Running().Ready(isReady, RolloutScene.At(1)).Now() with { Labels = [new("tier", "front"), new("x", "y"), new("app", app)] });
        scene.View.IsSynced = isSynced;
        RolloutState state = scene.Judge(2);
        Assert.That((state.IsReady, string.Join('\n', state.Remarks)), Is.EqualTo((true, remarks)));
    }

    [Test]
    public void A_Service_is_not_told_of_while_something_is_not_ready()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Objects.Add(Live.Tracked("v1", "Service") with { Selector = [new("app", "web")] });
        Assert.That(scene.Judge(1).Remarks, Is.Empty);
    }

    [TestCase("9", false)]
    [TestCase("10", false)]
    [TestCase("11", true)]
    public void What_the_watch_showed_before_the_apply_is_not_judged(string applied, bool isOlder)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Objects[0] = scene.Objects[0] with { AppliedVersion = applied };
        Assert.That(scene.Judge(1).Progress.Single().Reason, Is.EqualTo(isOlder ? "NotSeen" : "LessAvailable"));
    }

    [Test]
    public void A_store_that_is_ahead_of_its_handlers_is_no_surprise()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        scene.See(1, pod);
        scene.View.PutPod(pod.Restarts(5).Terminated(1, RolloutScene.At(50)).Now());
        Assert.That(scene.FailureAt(51), Is.EqualTo(CauseCode.CrashLoop));
    }

    [Test]
    public void A_watch_that_is_behind_a_fresh_read_makes_no_new_failures_of_old_states()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        LivePod pulling = pod.Waiting("ErrImagePull", "not found").Now();
        LivePod backingOff = pod.Waiting("ImagePullBackOff").Now();
        scene.See(1, pulling);
        scene.See(2, backingOff);
        scene.See(3, pulling);
        Assert.That(scene.FailureAt(4), Is.Null);
    }

    [Test]
    public void The_list_has_ten_entries_worst_first()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Objects.Add(Live.Tracked("batch/v1", "Job", "failed"));
        scene.Put(0, """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"failed","namespace":"d","uid":"j"},"status":{"conditions":[{"type":"Failed","status":"True","reason":"DeadlineExceeded","message":"m"}]}}""");
        for (int i = 0; i < 20; i++)
        {
            scene.Objects.Add(Live.Tracked("apps/v1", "StatefulSet", $"missing-{i}"));
        }

        RolloutState state = scene.Judge(1);
        Assert.Multiple(() =>
        {
            Assert.That(state.Progress, Has.Length.EqualTo(10));
            Assert.That(state.Progress[0].Object.Key.Name, Is.EqualTo("failed"));
            Assert.That(state.Progress[1].State, Is.EqualTo(ReadinessState.Missing));
            Assert.That(state.Total, Is.EqualTo(22));
        });
    }

    [Test]
    public void What_is_ready_in_a_way_that_people_should_know_is_remarked()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Put(0, """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":2},"spec":{"paused":true}}""");
        RolloutState state = scene.Judge(1);
        Assert.That(state.IsReady, Is.True);
        Assert.That(state.Remarks, Is.EqualTo(new[] { "Deployment/web: paused: its rollout waits until it is resumed" }));
    }

    [Test]
    public void A_pod_without_a_node_is_shown_after_15_seconds_and_never_a_failure()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(1, RolloutScene.NewPod().Unschedulable("0/3 nodes are available: 3 Insufficient cpu.", RolloutScene.At(1)));
        Assert.Multiple(() =>
        {
            Assert.That(scene.Judge(15.9).Progress[0].Message, Is.EqualTo("Available: 0/1"));
            Assert.That(scene.Judge(15.9).NextCheckAt, Is.EqualTo(RolloutScene.At(16)));
            Assert.That(scene.Judge(16).Progress[0].Message, Is.EqualTo("no node takes pod web-h1-a: 0/3 nodes are available: 3 Insufficient cpu."));
            Assert.That(scene.Judge(86400).Failure, Is.Null);
        });
    }

    [Test]
    public void Where_pods_cannot_be_made_the_servers_text_is_shown()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.PutReplicaSet("rs", "2", "h1", """[{"type":"ReplicaFailure","status":"True","reason":"FailedCreate","message":"exceeded quota: q"}]""");
        Assert.That(scene.Judge(1).Progress[0].ToString(), Is.EqualTo("Deployment/web: pods cannot be created (FailedCreate): exceeded quota: q"));
    }

    [Test]
    public void An_object_is_not_ready_since_it_was_first_seen_so()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Judge(5);
        Assert.That(scene.Judge(60).Progress[0].Since, Is.EqualTo(RolloutScene.At(5)));
    }

    [Test]
    public void A_Deployment_is_unavailable_by_its_own_condition()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Put(10, Deployment("True"));
        scene.Put(20, Deployment("False"));
        scene.Put(30, Deployment("False"));
        UnavailableObject unavailable = scene.Judge(40).Unavailable.Single();
        Assert.That((unavailable.Since, unavailable.Message), Is.EqualTo((RolloutScene.At(20), "unavailable: 1 of 4 pods are available")));
        scene.Put(50, Deployment("True"));
        Assert.That(scene.Judge(51).Unavailable, Is.Empty);
    }

    [Test]
    public void After_a_start_the_condition_says_since_when()
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "Deployment"));
        scene.Put(100, Deployment("False", changed: "2026-11-20T12:00:07Z"));
        Assert.That(scene.Judge(100).Unavailable.Single().Since, Is.EqualTo(RolloutScene.At(7)));
    }

    [Test]
    public void What_is_scaled_or_gets_on_is_not_at_a_standstill()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Put(10, Deployment("False", available: 1));
        scene.Put(60, Deployment("False", available: 2));
        Assert.That(scene.Judge(61).Unavailable.Single().Since, Is.EqualTo(RolloutScene.At(60)));
        scene.Put(90, Deployment("False", available: 2, replicas: 9));
        Assert.That(scene.Judge(91).Unavailable.Single().Since, Is.EqualTo(RolloutScene.At(90)));
    }

    [TestCase("apps/v1", "Deployment", true)]
    [TestCase("apps/v1", "StatefulSet", true)]
    [TestCase("apps/v1", "DaemonSet", true)]
    [TestCase("batch/v1", "Job", false)]
    [TestCase("v1", "PersistentVolumeClaim", false)]
    [TestCase("example.com/v1", "Widget", false)]
    public void A_workload_that_is_gone_is_missed_from_then_on_and_what_others_tidy_away_is_not(string apiVersion, string kind, bool isMissed)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked(apiVersion, kind));
        LiveObject live = scene.Put(10, $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"web","namespace":"d","uid":"one","generation":1} }""");
        Assert.That(scene.Judge(20).Unavailable, Is.Empty);
        scene.View.Remove(live);
        Assert.That(scene.Judge(30).Unavailable.Select(item => (item.Since, item.Message, item.IsMissing)), Is.EqualTo(isMissed ? new[] { (RolloutScene.At(30), "is missing", true) } : []));
        Assert.That(scene.Judge(40).Unavailable.Select(item => item.Since), Is.EqualTo(isMissed ? new[] { RolloutScene.At(30) } : []));
    }

    [Test]
    public void What_is_missing_at_the_first_look_may_have_been_so_since_the_operation_until_it_is_made()
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "Deployment"));
        Assert.That(scene.Judge(100).Unavailable.Single().Since, Is.EqualTo(RolloutScene.At(0)));
        scene.Put(110, Deployment("False"));
        UnavailableObject unavailable = scene.Judge(120).Unavailable.Single();
        Assert.That((unavailable.Since, unavailable.IsMissing), Is.EqualTo((RolloutScene.At(110), false)));
    }

    [TestCase(3, 3, 3, false, TestName = "A set with all pods is available")]
    [TestCase(3, 2, 3, false, TestName = "A set that lacks what its strategy allows is available")]
    [TestCase(3, 1, 3, true, TestName = "A set below that is not")]
    [TestCase(1, 0, 1, true, TestName = "A set of one pod at rest needs it")]
    [TestCase(1, 0, 0, false, TestName = "A set of one pod that rolls does not")]
    [TestCase(0, 0, 0, false, TestName = "A set that wants none is available")]
    public void StatefulSets(int wanted, int available, int updated, bool isUnavailable)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "StatefulSet", "db"));
        scene.Put(0, $$"""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"d","uid":"s","generation":1},"spec":{"replicas":{{wanted}} },"status":{"observedGeneration":1,"readyReplicas":{{available}},"updatedReplicas":{{updated}} } }""");
        Assert.That(scene.Judge(1).Unavailable.Any(), Is.EqualTo(isUnavailable));
    }

    private static string Deployment(string condition, int available = 1, int replicas = 4, string changed = "") => $$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":2},"spec":{"replicas":{{replicas}} },
         "status":{"observedGeneration":2,"availableReplicas":{{available}},"conditions":[{"type":"Available","status":"{{condition}}","lastTransitionTime":"{{changed}}"}]} }
        """;
}
