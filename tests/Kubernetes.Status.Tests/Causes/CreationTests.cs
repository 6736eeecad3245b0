using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>Pods that cannot be created: what stands in the way, and when that ends the rollout. The texts are those of Kubernetes 1.36.</summary>
public sealed class CreationTests
{
    private const string Quota = "pods \"web-x\" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1";
    private const string Security = "pods \"web-x\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"app\" must set securityContext.allowPrivilegeEscalation=false)";
    private const string Denied = "admission webhook \"no.example.com\" denied the request: we say: failed calling webhook";
    private const string Down = "Internal error occurred: failed calling webhook \"no.example.com\": failed to call webhook: Post \"https://127.0.0.1:1/deny?timeout=10s\": dial tcp 127.0.0.1:1: connect: connection refused";
    private const string Account = "pods \"web-x\" is forbidden: error looking up service account d/robot: serviceaccount \"robot\" not found";

    [TestCase(Quota, CauseCode.QuotaExceeded)]
    [TestCase("pods \"x\" is forbidden: insufficient quota to match these scopes: [{PriorityClass In [high]}]", CauseCode.QuotaExceeded)]
    [TestCase("pods \"x\" is forbidden: failed quota: small: must specify limits.cpu for: app; limits.memory for: app", CauseCode.PodRejected)]
    [TestCase(Security, CauseCode.PodRejected)]
    [TestCase("pods \"x\" is forbidden: maximum cpu usage per Container is 1, but limit is 2", CauseCode.PodRejected)]
    [TestCase("pods \"x\" is forbidden: cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000", CauseCode.PodRejected)]
    [TestCase("Pod \"x\" is invalid: spec.containers[0].volumeMounts[0].name: Not found: \"data\"", CauseCode.PodRejected)]
    [TestCase("pods \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no", CauseCode.PodRejected)]
    [TestCase(Denied, CauseCode.PodRejected)]
    [TestCase(Down, CauseCode.WebhookDown)]
    [TestCase("Internal error occurred: failed calling webhook \"w\": failed to call webhook: Post \"https://w.d.svc:443/?timeout=10s\": no endpoints available for service \"w\"", CauseCode.WebhookDown)]
    [TestCase("Internal error occurred: failed calling webhook \"w\": failed to call webhook: Post \"https://w.d.svc:443/?timeout=1s\": context deadline exceeded", CauseCode.WebhookDown)]
    [TestCase(Account, CauseCode.MissingDep)]
    [TestCase("pods \"x\" is forbidden: no PriorityClass with name high was found", CauseCode.MissingDep)]
    [TestCase("pods \"x\" is forbidden: pod rejected: RuntimeClass \"gvisor\" not found", CauseCode.MissingDep)]
    [TestCase("Operation cannot be fulfilled on resourcequotas \"small\": the object has been modified", null)]
    public void The_text_tells_the_cause(string text, CauseCode? code) => Assert.That(CreationFailure.Classify(text), Is.EqualTo(code));

    [TestCase(Quota, 60, CauseCode.QuotaExceeded)]
    [TestCase(Security, 30, CauseCode.PodRejected)]
    [TestCase(Denied, 30, CauseCode.PodRejected)]
    [TestCase(Account, 60, CauseCode.MissingDep)]
    public void A_Deployment_that_cannot_create_its_pods_fails_at_the_threshold(string text, double threshold, CauseCode code)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        Fail(scene, text);
        RolloutState before = scene.Judge(0);
        Assert.Multiple(() =>
        {
            Assert.That(before.Failure, Is.Null);
            Assert.That(before.Progress.Single().ToString(), Does.StartWith("Deployment/web: pods cannot be created (FailedCreate): "));
            Assert.That(before.NextCheckAt, Is.EqualTo(RolloutScene.At(threshold)));
            Assert.That(scene.FailureAt(threshold - 0.1), Is.Null);
            Assert.That(scene.FailureAt(threshold), Is.EqualTo(code));
            Assert.That(scene.Judge(threshold).Failure!.Reason, Is.EqualTo("FailedCreate"));
        });
    }

    [Test]
    public void A_webhook_that_is_down_is_named_and_never_ends_the_rollout()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        Fail(scene, Down);
        scene.Judge(0);
        RolloutState state = scene.Judge(3600);
        Assert.That(state.Failure, Is.Null);
        Assert.That(state.Others.Single().Code, Is.EqualTo(CauseCode.WebhookDown));
    }

    [Test]
    public void What_comes_and_goes_starts_anew()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        Fail(scene, Security);
        scene.Judge(0);
        scene.PutReplicaSet("rs", "2", "h1");
        scene.Judge(20);
        Fail(scene, Security);
        scene.Judge(25);
        Assert.That(scene.FailureAt(54), Is.Null);
        Assert.That(scene.FailureAt(55), Is.EqualTo(CauseCode.PodRejected));
    }

    [Test]
    public void A_quota_counts_only_from_when_no_pod_on_its_way_out_holds_it_any_more()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        Fail(scene, Quota);
        PodStory old = RolloutScene.NewPod("web-h0-a", "rs-old").Running();
        scene.See(0, old);
        scene.Judge(0);
        Assert.That(scene.FailureAt(300), Is.Null, "a pod of the old revision");
        scene.Gone(301, old);
        PodStory leaving = RolloutScene.NewPod("other", "foreign").Running();
        leaving.IsDeleting = true;
        scene.See(301, leaving);
        Assert.That(scene.FailureAt(400), Is.Null, "a pod that is being deleted, whoever's it is");
        scene.Gone(401, leaving);
        Assert.That(scene.FailureAt(459), Is.Null);
        Assert.That(scene.FailureAt(460), Is.EqualTo(CauseCode.QuotaExceeded));
    }

    [Test]
    public void A_Deployment_that_runs_and_lacks_what_may_be_unavailable_goes_on()
    {
        RolloutScene scene = RolloutScene.OfDeployment(4);
        for (int i = 0; i < 3; i++)
        {
            scene.See(1, RolloutScene.NewPod($"web-h1-{i}").Running().Ready(true, RolloutScene.At(1)));
        }

        Fail(scene, Security, wanted: 4, existing: 3);
        scene.Judge(0);
        Assert.That(scene.FailureAt(600), Is.Null);
        Fail(scene, Security, wanted: 4, existing: 2);
        Assert.That(scene.FailureAt(601), Is.EqualTo(CauseCode.PodRejected));
    }

    [TestCase("StatefulSet", """{"replicas":3}""", """{"replicas":0,"updateRevision":"h1"}""")]
    [TestCase("DaemonSet", "{}", """{"desiredNumberScheduled":3,"currentNumberScheduled":0}""")]
    [TestCase("DaemonSet", "{}", """{"desiredNumberScheduled":0,"currentNumberScheduled":0}""")] // in Kubernetes 1.20 that is all it gets
    [TestCase("Job", "{}", "{}")]
    public void Other_workloads_say_so_in_events_alone(string kind, string spec, string status)
    {
        RolloutScene scene = Of(kind, spec, status);
        scene.View.Events.Add(Live.Event(kind, "db", "db", "FailedCreate", $"create Pod db-0 failed error: {Security}", RolloutScene.At(2))!);
        scene.Judge(2);
        Assert.That(scene.FailureAt(31.9), Is.Null);
        Assert.That(scene.FailureAt(32), Is.EqualTo(CauseCode.PodRejected));
    }

    [Test]
    public void Events_of_before_the_operation_and_of_before_the_newest_pod_say_nothing()
    {
        RolloutScene scene = Of("StatefulSet", """{"replicas":3}""", """{"replicas":1,"updateRevision":"h1"}""");
        scene.View.Events.Add(Live.Event("StatefulSet", "db", "db", "FailedCreate", Quota, RolloutScene.At(-5))!);
        scene.Judge(0);
        Assert.That(scene.FailureAt(100), Is.Null);
        scene.View.Events.Add(Live.Event("StatefulSet", "db", "db", "FailedCreate", Security, RolloutScene.At(101))!);
        scene.See(103, RolloutScene.NewPod("db-0", "db", created: 103).Running());
        scene.Judge(103);
        Assert.That(scene.FailureAt(400), Is.Null);
    }

    private static void Fail(RolloutScene scene, string text, int wanted = 1, int existing = 0) => scene.PutReplicaSet(
        "rs", "2", "h1", $$"""[{"type":"ReplicaFailure","status":"True","reason":"FailedCreate","message":{{System.Text.Json.JsonSerializer.Serialize(text)}}}]""", wanted, existing);

    private static RolloutScene Of(string kind, string spec, string status)
    {
        RolloutScene scene = new();
        string group = kind == "Job" ? "batch/v1" : "apps/v1";
        scene.Objects.Add(Live.Tracked(group, kind, "db"));
        scene.Put(0, $$"""{"apiVersion":"{{group}}","kind":"{{kind}}","metadata":{"name":"db","namespace":"d","uid":"db"},"spec":{{spec}},"status":{{status}} }""");
        return scene;
    }
}
