using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>What objects say themselves of their end.</summary>
public sealed class TerminalTests
{
    [TestCase("BackoffLimitExceeded")]
    [TestCase("DeadlineExceeded")]
    [TestCase("PodFailurePolicy")]
    [TestCase("MaxFailedIndexesExceeded")]
    [TestCase("FailedIndexes")]
    public void A_Job_has_failed_whatever_the_reason(string reason)
    {
        RolloutScene scene = Of("batch/v1", "Job", $$"""{"conditions":[{"type":"Failed","status":"True","reason":"{{reason}}","message":"no more"}]}""");
        Cause failure = scene.Judge(0).Failure!;
        Assert.That((failure.Code, failure.Reason, failure.Summary), Is.EqualTo((CauseCode.JobFailed, reason, $"Job/x: failed ({reason}): no more")));
    }

    [TestCase("""[{"type":"NamesAccepted","status":"False","reason":"NameConflict"}]""", true)]
    [TestCase("""[{"type":"NamesAccepted","status":"True"},{"type":"Established","status":"False","reason":"NotAccepted"}]""", true)]
    [TestCase("""[{"type":"NamesAccepted","status":"True"},{"type":"Established","status":"False","reason":"Installing"}]""", false)]
    public void A_definition_is_rejected_unless_it_is_still_being_installed(string conditions, bool fails)
    {
        RolloutScene scene = Of("apiextensions.k8s.io/v1", "CustomResourceDefinition", $$"""{"conditions":{{conditions}} }""");
        Assert.That(scene.FailureAt(5), Is.EqualTo(fails ? CauseCode.CRDRejected : (CauseCode?)null));
    }

    [Test]
    public void The_progress_deadline_ends_the_rollout_at_once()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Put(600, """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":2,"annotations":{"deployment.kubernetes.io/revision":"2"}},"status":{"observedGeneration":2,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","message":"ReplicaSet \"web-h1\" has timed out progressing."}]}}""");
        Cause failure = scene.Judge(600).Failure!;
        Assert.That(failure.Summary, Is.EqualTo("Deployment/web: exceeded its progress deadline: ReplicaSet \"web-h1\" has timed out progressing."));
    }

    [TestCase(4.9, false)]
    [TestCase(5, true)]
    public void What_is_stalled_must_be_so_for_five_seconds(double second, bool fails)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("example.com/v1", "Widget", "w"));
        scene.Put(0, """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"d","uid":"w","generation":1},"status":{"observedGeneration":1,"conditions":[{"type":"Stalled","status":"True","reason":"Bad","message":"no way"}]}}""");
        RolloutState state = scene.Judge(second);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure?.Code, Is.EqualTo(fails ? CauseCode.Stalled : (CauseCode?)null));
            Assert.That(state.NextCheckAt, Is.EqualTo(fails ? (DateTimeOffset?)null : RolloutScene.At(5)));
        });
    }

    [TestCase("PersistentVolumeClaim", "v1", """{"phase":"Lost"}""", CauseCode.PVCLost)]
    [TestCase("CustomResourceDefinition", "apiextensions.k8s.io/v1", """{"conditions":[{"type":"NamesAccepted","status":"False","reason":"ListKindConflict","message":"taken"}]}""", CauseCode.CRDRejected)]
    public void Lost_claims_and_rejected_definitions_end_the_rollout_after_five_seconds(string kind, string apiVersion, string status, CauseCode code)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked(apiVersion, kind, "x"));
        scene.Put(0, $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"x","namespace":"d","uid":"x"},"status":{{status}} }""");
        Assert.That(scene.FailureAt(4.9), Is.Null);
        Assert.That(scene.FailureAt(5), Is.EqualTo(code));
    }

    [Test]
    public void What_was_stalled_at_an_older_generation_says_nothing()
    {
        RolloutScene scene = Of("example.com/v1", "Widget", """{"observedGeneration":1,"conditions":[{"type":"Stalled","status":"True","reason":"Bad"}]}""", generation: 2);
        Assert.That(scene.FailureAt(60), Is.Null);
        scene.Put(61, Json("example.com/v1", "Widget", """{"observedGeneration":2,"conditions":[{"type":"Stalled","status":"True","reason":"Bad"}]}""", 2));
        Assert.That((scene.FailureAt(65.9), scene.FailureAt(66)), Is.EqualTo(((CauseCode?)null, (CauseCode?)CauseCode.Stalled)));
    }

    [Test]
    public void What_stops_being_stalled_starts_anew()
    {
        const string Stalled = """{"conditions":[{"type":"Stalled","status":"True","reason":"Bad"}]}""";
        RolloutScene scene = Of("example.com/v1", "Widget", Stalled);
        scene.Put(4, Json("example.com/v1", "Widget", """{"conditions":[{"type":"Ready","status":"False"}]}""", 1));
        scene.Put(4.5, Json("example.com/v1", "Widget", Stalled, 1));
        Assert.That((scene.FailureAt(9), scene.FailureAt(9.5)), Is.EqualTo(((CauseCode?)null, (CauseCode?)CauseCode.Stalled)));
    }

    [Test]
    public void A_bare_pod_that_the_cluster_put_away_is_left_to_the_timeout([Values("Evicted", "OutOfcpu", "NodeShutdown")] string reason)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("v1", "Pod", "bare"));
        scene.See(3, new PodStory("bare", "", RolloutScene.T0) { RestartPolicy = "Never" }.Terminated(137, RolloutScene.At(2)).Failed(reason));
        RolloutState state = scene.Judge(600);
        Assert.That((state.Failure, state.IsReady, state.Progress.Single().Reason), Is.EqualTo(((Cause?)null, false, "Evicted")));
    }

    [Test]
    public void A_bare_pod_that_failed_and_is_being_deleted_is_no_failure()
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("v1", "Pod", "bare"));
        PodStory pod = new PodStory("bare", "", RolloutScene.T0) { RestartPolicy = "Never" }.Terminated(2, RolloutScene.At(2)).Failed();
        pod.IsDeleting = true;
        scene.See(3, pod);
        Assert.That((scene.FailureAt(60), scene.Judge(60).Progress.Single().Reason), Is.EqualTo(((CauseCode?)null, "Terminating")));
    }

    [Test]
    public void At_most_ten_other_causes_are_listed()
    {
        RolloutScene scene = new();
        for (int i = 0; i < 12; i++)
        {
            scene.Objects.Add(Live.Tracked("v1", "Pod", $"bare-{i}"));
            scene.See(i, new PodStory($"bare-{i}", "", RolloutScene.T0) { RestartPolicy = "Never" }.Terminated(2, RolloutScene.At(i)).Failed());
            scene.Judge(i);
        }

        RolloutState state = scene.Judge(20);
        Assert.That((state.Failure!.Object, state.Others.Length), Is.EqualTo(("Pod/bare-0", 10)));
    }

    private static RolloutScene Of(string apiVersion, string kind, string status, int generation = 1)
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked(apiVersion, kind, "x"));
        scene.Put(0, Json(apiVersion, kind, status, generation));
        return scene;
    }

    private static string Json(string apiVersion, string kind, string status, int generation) =>
        $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"x","namespace":"d","uid":"x","generation":{{generation}} },"status":{{status}} }""";
}
