using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>Which pods speak at all (P1 to P6), and when what they say ends the rollout.</summary>
public sealed class ScopeTests
{
    private static PodStory Crashing(string name = "web-h1-a", string controller = "rs") =>
        RolloutScene.NewPod(name, controller).Restarts(5).Terminated(1, RolloutScene.At(60));

    [Test]
    public void P1_a_pod_that_is_being_deleted_does_not_count()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = Crashing();
        pod.IsDeleting = true;
        scene.See(60, pod);
        Assert.That(scene.FailureAt(61), Is.Null);
    }

    [Test]
    public void P2_a_pod_of_another_owner_does_not_count()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(60, Crashing(controller: "foreign"));
        Assert.That(scene.FailureAt(61), Is.Null);
    }

    [Test]
    public void P3_a_crashing_pod_of_the_old_revision_does_not_stop_the_very_fix()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(60, Crashing("web-h0-a", "rs-old"));
        Assert.That(scene.FailureAt(61), Is.Null);
    }

    [Test]
    public void P3_nothing_counts_before_the_controller_has_seen_the_new_spec()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Put(0, """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":3,"annotations":{"deployment.kubernetes.io/revision":"2"}},"status":{"observedGeneration":2,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]}}""");
        scene.See(60, Crashing());
        Assert.That(scene.FailureAt(61), Is.Null);
    }

    [Test]
    public void P3_of_a_StatefulSet_only_pods_of_the_update_revision_count()
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "StatefulSet", "db"));
        scene.Put(0, """{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"d","uid":"sts","generation":2},"spec":{"replicas":3},"status":{"observedGeneration":2,"replicas":3,"readyReplicas":2,"updateRevision":"db-new"}}""");
        PodStory old = new("db-0", "sts", RolloutScene.T0) { Hash = "db-old" };
        scene.See(60, old.Restarts(5).Terminated(1, RolloutScene.At(60)));
        Assert.That(scene.FailureAt(61), Is.Null);
        PodStory updated = new("db-2", "sts", RolloutScene.T0) { Hash = "db-new" };
        scene.See(60, updated.Restarts(5).Terminated(1, RolloutScene.At(60)));
        Assert.That(scene.Judge(61).Failure!.Pod, Is.EqualTo("db-2"));
    }

    [Test]
    public void P3_of_a_DaemonSet_only_pods_of_the_newest_controller_revision_count()
    {
        RolloutScene scene = OfDaemonSet(desired: 1);
        PodStory old = new("agent-a", "ds", RolloutScene.T0) { Hash = "old" };
        scene.See(60, old.Restarts(5).Terminated(1, RolloutScene.At(60)));
        Assert.That(scene.FailureAt(61), Is.Null);
        PodStory updated = new("agent-b", "ds", RolloutScene.T0) { Hash = "new" };
        scene.See(60, updated.Restarts(5).Terminated(1, RolloutScene.At(60)));
        Assert.That(scene.Judge(61).Failure!.Pod, Is.EqualTo("agent-b"));
    }

    [Test]
    public void P4_an_unchanged_workload_that_failed_before_is_reported_and_no_failure_of_this_revision()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Objects[0] = scene.Objects[0] with { IsChanged = false };
        PodStory pod = RolloutScene.NewPod(created: -600);
        scene.See(0, pod.Restarts(3).Terminated(1, RolloutScene.At(-1)));
        scene.Judge(0);
        scene.See(60, pod.Restarts(9).Terminated(1, RolloutScene.At(60)));
        RolloutState state = scene.Judge(61);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure, Is.Null);
            Assert.That(state.IsReady, Is.False, "it holds the revision back");
            Assert.That(state.Others.Single().IsPreExisting, Is.True);
            Assert.That(state.Progress.Single().Reason, Is.EqualTo("PreExistingFailure"));
        });
        scene.Options = scene.Options with { IgnoreUnchanged = true };
        Assert.That(scene.Judge(61).IsReady, Is.True, "unless told otherwise");
    }

    [TestCase("Evicted")]
    [TestCase("NodeLost")]
    [TestCase("NodeShutdown")]
    [TestCase("Terminated")]
    [TestCase("Preempting")]
    [TestCase("OutOfcpu")]
    [TestCase("OutOfmemory")]
    [TestCase("OutOfpods")]
    [TestCase("UnexpectedAdmissionError")]
    public void P5_a_pod_that_the_cluster_put_away_does_not_count(string reason)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(60, Crashing().Failed(reason));
        Assert.That(scene.FailureAt(61), Is.Null);
    }

    [Test]
    public void P5_a_disrupted_pod_does_not_count()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(60, Crashing().Disrupted(RolloutScene.At(60)));
        Assert.That(scene.FailureAt(61), Is.Null);
    }

    [Test]
    public void P6_a_hook_fails_by_its_Job_alone()
    {
        RolloutScene scene = OfJob(hook: true);
        scene.See(60, new PodStory("migrate-x", "job", RolloutScene.T0).Waiting("InvalidImageName", "x"));
        Assert.That(scene.FailureAt(600), Is.Null);
        scene.Put(601, """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"migrate","namespace":"d","uid":"job"},"status":{"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"Job has reached the specified backoff limit"}]}}""");
        Assert.That(scene.FailureAt(601), Is.EqualTo(CauseCode.JobFailed));
    }

    [Test]
    public void A_failed_Job_is_named_with_the_pod_container_and_exit_code_whose_end_it_was()
    {
        RolloutScene scene = OfJob(hook: false);
        scene.See(5, new PodStory("migrate-x", "job", RolloutScene.T0) { Container = "migrate", RestartPolicy = "Never" }.Terminated(3, RolloutScene.At(4)).Failed());
        scene.Put(6, """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"migrate","namespace":"d","uid":"job"},"status":{"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"Job has reached the specified backoff limit"}]}}""");
        Cause failure = scene.Judge(6).Failure!;
        Assert.Multiple(() =>
        {
            Assert.That(failure.Summary, Is.EqualTo("Job/migrate: failed (BackoffLimitExceeded): Job has reached the specified backoff limit; container migrate in pod migrate-x ended (exit code 3)"));
            Assert.That(failure.Reason, Is.EqualTo("BackoffLimitExceeded"));
            Assert.That(failure.ExitCode, Is.EqualTo(3));
            Assert.That(failure.Pod, Is.EqualTo("migrate-x"));
        });
    }

    [Test]
    public void How_often_a_Jobs_pods_may_crash_is_the_Jobs_own_matter()
    {
        RolloutScene scene = OfJob(hook: false);
        scene.See(60, new PodStory("migrate-x", "job", RolloutScene.T0).Restarts(5).Terminated(1, RolloutScene.At(60)));
        Assert.That(scene.FailureAt(600), Is.Null);
    }

    [Test]
    public void A_Job_whose_image_is_not_there_never_ends_by_itself_and_is_a_failure()
    {
        RolloutScene scene = OfJob(hook: false);
        scene.See(1, new PodStory("migrate-x", "job", RolloutScene.T0).Waiting("ErrImagePull", "not found"));
        Assert.That(scene.FailureAt(61), Is.EqualTo(CauseCode.ImageNotFound));
    }

    [TestCase(1, 1, 1, true, TestName = "A Deployment with no ready pod of the revision cannot progress")]
    [TestCase(4, 1, 2, false, TestName = "A Deployment goes on with one of two pods ready within maxUnavailable")]
    [TestCase(4, 2, 3, true, TestName = "A Deployment with more failing pods than maxUnavailable cannot progress")]
    [TestCase(3, 1, 2, true, TestName = "maxUnavailable of 25 percent of three pods is none")]
    public void Deployments(int replicas, int failing, int pods, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment(replicas);
        for (int i = 0; i < pods; i++)
        {
            PodStory pod = i < failing ? Crashing($"web-h1-{i}") : RolloutScene.NewPod($"web-h1-{i}").Running().Ready(true, RolloutScene.At(55));
            scene.See(60, pod);
        }

        Assert.That(scene.FailureAt(61) is not null, Is.EqualTo(fails));
    }

    [TestCase(1, 1, 0, 0, true, TestName = "The only pod of a DaemonSet")]
    [TestCase(5, 1, 0, 4, false, TestName = "One broken node says nothing of a DaemonSet while others start")]
    [TestCase(5, 1, 1, 0, false, TestName = "One broken node says nothing of a DaemonSet that runs on another one")]
    [TestCase(5, 1, 0, 0, true, TestName = "The first pod of an update that replaces one at a time")]
    [TestCase(5, 2, 0, 3, true, TestName = "Two failing pods and none ready")]
    [TestCase(5, 2, 3, 0, true, TestName = "More failing pods than maxUnavailable")]
    public void DaemonSets(int desired, int failing, int ready, int starting, bool fails)
    {
        RolloutScene scene = OfDaemonSet(desired);
        for (int i = 0; i < starting; i++)
        {
            scene.See(60, new PodStory($"starting-{i}", "ds", RolloutScene.T0) { Hash = "new" });
        }

        for (int i = 0; i < failing + ready; i++)
        {
            PodStory pod = new($"agent-{i}", "ds", RolloutScene.T0) { Hash = "new" };
            scene.See(60, i < failing ? pod.Restarts(5).Terminated(1, RolloutScene.At(60)) : pod.Running().Ready(true, RolloutScene.At(58)));
        }

        Assert.That(scene.FailureAt(61) is not null, Is.EqualTo(fails));
    }

    [TestCase("OrderedReady", 1, true)]
    [TestCase("Parallel", 1, false)]
    [TestCase("Parallel", 2, true)]
    public void StatefulSets(string policy, int failing, bool fails)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "StatefulSet", "db"));
        scene.Put(0, $$"""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"d","uid":"sts","generation":2},"spec":{"replicas":3,"podManagementPolicy":"{{policy}}"},"status":{"observedGeneration":2,"replicas":3,"readyReplicas":1,"updateRevision":"db-new"} }""");
        for (int i = 0; i < 3; i++)
        {
            PodStory pod = new($"db-{i}", "sts", RolloutScene.T0) { Hash = "db-new" };
            scene.See(60, i < failing ? pod.Restarts(5).Terminated(1, RolloutScene.At(60)) : pod.Running().Ready(true, RolloutScene.At(58)));
        }

        Assert.That(scene.FailureAt(61) is not null, Is.EqualTo(fails));
    }

    [Test]
    public void Annotations_let_a_workload_fail_without_ending_the_rollout_or_tolerate_more_restarts()
    {
        RolloutScene ignored = RolloutScene.OfDeployment(annotations: ""","steersman.dev/fail-mode":"ignore" """);
        RolloutScene tolerant = RolloutScene.OfDeployment(annotations: ""","werf.io/failures-allowed-per-replica":"2" """);
        RolloutScene nobody = RolloutScene.OfDeployment(annotations: ""","steersman.dev/wait":"none" """);
        foreach (RolloutScene scene in new[] { ignored, tolerant, nobody })
        {
            scene.See(60, RolloutScene.NewPod().Restarts(4).Terminated(1, RolloutScene.At(60)));
        }

        Assert.Multiple(() =>
        {
            Assert.That(ignored.FailureAt(61), Is.Null);
            Assert.That(ignored.Judge(61).IsReady, Is.True, "what is meant to fail holds nothing back once it has failed");
            Assert.That(ignored.Judge(61).Remarks.Single(), Is.EqualTo("Deployment/web: failed, which is ignored: container app in pod web-h1-a is in CrashLoopBackOff (exit code 1, 4 restarts)"));
            Assert.That(tolerant.FailureAt(61), Is.Null, "4 < 3 + 2");
            Assert.That(nobody.Judge(61).IsReady, Is.True);
        });
        tolerant.See(70, RolloutScene.NewPod().Restarts(5).Terminated(1, RolloutScene.At(70)));
        Assert.That(tolerant.FailureAt(71), Is.EqualTo(CauseCode.CrashLoop));
    }

    [Test]
    public void The_first_cause_wins_and_the_others_are_listed()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Objects.Add(Live.Tracked("v1", "Pod", "bare"));
        scene.See(1, RolloutScene.NewPod().Waiting("ErrImagePull", "not found"));
        scene.See(30, new PodStory("bare", "", RolloutScene.T0).Restarts(0).Terminated(2, RolloutScene.At(30)));
        scene.See(62, new PodStory("bare", "", RolloutScene.T0).Terminated(2, RolloutScene.At(30)).Failed());
        RolloutState state = scene.Judge(70);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure!.Code, Is.EqualTo(CauseCode.ImageNotFound));
            Assert.That(state.Others.Select(cause => cause.Code), Is.EqualTo(new[] { CauseCode.PodFailed }));
        });
    }

    [Test]
    public void A_bare_pod_that_failed_is_a_failure()
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("v1", "Pod", "bare"));
        scene.See(3, new PodStory("bare", "", RolloutScene.T0) { RestartPolicy = "Never" }.Terminated(2, RolloutScene.At(2)).Failed());
        Assert.That(scene.Judge(3).Failure!.Summary, Is.EqualTo("Pod/bare: pod failed; container app in pod bare ended (exit code 2)"));
    }

    private static RolloutScene OfDaemonSet(int desired)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "DaemonSet", "agent"));
        scene.Put(0, $$"""{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent","namespace":"d","uid":"ds","generation":2},"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":1} } },"status":{"observedGeneration":2,"desiredNumberScheduled":{{desired}} } }""");
        foreach ((string hash, int revision) in new[] { ("old", 9), ("new", 10) })
        {
            scene.View.Put($$"""{"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"agent-{{hash}}","namespace":"d","uid":"cr-{{hash}}","labels":{"controller-revision-hash":"{{hash}}"},"ownerReferences":[{"controller":true,"uid":"ds"}]},"revision":{{revision}} }""");
        }

        return scene;
    }

    private static RolloutScene OfJob(bool hook)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("batch/v1", "Job", "migrate") with { IsHook = hook });
        scene.Put(0, """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"migrate","namespace":"d","uid":"job"},"status":{"active":1}}""");
        return scene;
    }
}
