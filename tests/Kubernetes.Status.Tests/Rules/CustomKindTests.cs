using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Tests.Rules;

/// <summary>Custom resources whose controllers do not speak kstatus, and addresses.</summary>
public sealed class CustomKindTests
{
    private const string Before = "2026-11-20T11:00:00Z";
    private const string Since = "2026-11-20T12:00:30Z";

    [TestCase("Unknown", "Progressing", Since, "InProgress")]
    [TestCase("True", "Initialized", Since, "Ready")]
    [TestCase("True", "Succeeded", Before, "InProgress", TestName = "What promoted an earlier revision says nothing about this one")]
    [TestCase("False", "Failed", Since, "Failed")]
    [TestCase("False", "Failed", Before, "InProgress", TestName = "A failed analysis of an earlier revision is no failure of this one")]
    public void A_Canary_is_judged_by_its_condition_Promoted(string status, string reason, string changed, string state)
    {
        RolloutScene scene = Of("flagger.app/v1beta1", "Canary", $$"""{"conditions":[{"type":"Promoted","status":"{{status}}","reason":"{{reason}}","message":"Canary analysis","lastTransitionTime":"{{changed}}"}]}""");
        scene.Judge(30);
        RolloutState later = scene.Judge(35);
        Assert.Multiple(() =>
        {
            Assert.That(later.IsReady ? "Ready" : later.Progress.Single().State.ToString(), Is.EqualTo(state));
            Assert.That(later.Failure?.Summary, Is.EqualTo(state == "Failed" ? "Canary/x: failed (Failed): Canary analysis" : null));
        });
    }

    [Test]
    public void A_Canary_that_the_revision_did_not_change_fails_it_all_the_same()
    {
        RolloutScene scene = Of("flagger.app/v1beta1", "Canary", Canary("False", "Failed", Before));
        scene.Objects[0] = scene.Objects[0] with { IsChanged = false };
        scene.Judge(1);
        scene.Put(20, Json("flagger.app/v1beta1", "Canary", Canary("Unknown", "Progressing", Since)));
        scene.Judge(20);
        scene.Put(40, Json("flagger.app/v1beta1", "Canary", Canary("False", "Failed", Since)));
        scene.Judge(40);
        Assert.That(scene.FailureAt(45), Is.EqualTo(CauseCode.Stalled));
    }

    [TestCase("1m", true, 69, "InProgress")]
    [TestCase("1m", true, 71, "Ready")]
    [TestCase("1m30s", true, 99, "InProgress")]
    [TestCase("500ms", true, 11, "Ready")]
    [TestCase("nonsense", true, 69, "InProgress")]
    [TestCase("1h", true, 121, "Ready")]
    [TestCase("1m", false, 0, "Ready")]
    public void Where_no_analysis_begins_the_Canary_is_ready_as_it_was(string interval, bool isChanged, int second, string state)
    {
        RolloutScene scene = Of("flagger.app/v1beta1", "Canary", Canary("True", "Succeeded", Before), $$"""{"analysis":{"interval":"{{interval}}"} }""");
        scene.Objects[0] = scene.Objects[0] with { IsChanged = isChanged };
        scene.Judge(0);
        RolloutState later = scene.Judge(second);
        Assert.That(later.IsReady ? "Ready" : later.Progress.Single().State.ToString(), Is.EqualTo(state));
    }

    [TestCase("Healthy", "1", "Ready")]
    [TestCase("Paused", "1", "Ready")]
    [TestCase("Progressing", "1", "InProgress")]
    [TestCase("Degraded", "1", "Failed")]
    [TestCase("Healthy", "0", "InProgress")]
    public void An_Argo_Rollout_is_judged_by_its_phase(string phase, string observed, string state)
    {
        RolloutScene scene = Of("argoproj.io/v1alpha1", "Rollout", $$"""{"phase":"{{phase}}","observedGeneration":"{{observed}}","conditions":[{"type":"Progressing","status":"False","reason":"RolloutAborted","message":"aborted"}]}""");
        RolloutState later = scene.Judge(5);
        Assert.That(later.IsReady ? "Ready" : later.Progress.Single().State.ToString(), Is.EqualTo(state));
        Assert.That(later.Failure?.Code, Is.EqualTo(state == "Failed" ? CauseCode.Stalled : (CauseCode?)null));
    }

    [TestCase("Failed", 1, true)]
    [TestCase("Denied", null, true)]
    [TestCase("Pending", 1, false)]
    [TestCase("Failed", 0, false, TestName = "A condition of an older generation says nothing")]
    public void A_known_reason_of_Ready_False_is_a_failure(string reason, int? observed, bool fails)
    {
        string generation = observed is { } given ? $",\"observedGeneration\":{given}" : "";
        RolloutScene scene = Of("cert-manager.io/v1", "CertificateRequest", $$"""{"conditions":[{"type":"Ready","status":"False","reason":"{{reason}}","message":"no","lastTransitionTime":"{{Since}}"{{generation}} }]}""");
        Assert.That(scene.FailureAt(5) is not null, Is.EqualTo(fails));
    }

    [TestCase("v1", "Service", """{"type":"LoadBalancer","clusterIP":"10.0.0.1"}""", """{"loadBalancer":{}}""", """{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"}]}}""")]
    [TestCase("networking.k8s.io/v1", "Ingress", "{}", """{"loadBalancer":{}}""", """{"loadBalancer":{"ingress":[{"hostname":"lb"}]}}""")]
    [TestCase("gateway.networking.k8s.io/v1", "Gateway", "{}", "{}", """{"addresses":[{"value":"1.2.3.4"}]}""")]
    public void Addresses_are_waited_for_where_that_is_asked(string apiVersion, string kind, string spec, string before, string after)
    {
        RolloutScene scene = Of(apiVersion, kind, before, spec);
        Assert.That(scene.Judge(1).IsReady, Is.True);
        scene.Options = scene.Options with { WaitForLoadBalancer = true };
        Assert.That(scene.Judge(1).Progress.Single().Reason, Is.EqualTo("NoAddress"));
        scene.Put(2, Json(apiVersion, kind, after, spec));
        Assert.That(scene.Judge(2).IsReady, Is.True);
    }

    [Test]
    public void A_Deployment_that_goes_back_is_not_failed_by_the_deadline_of_the_revision_before()
    {
        RolloutScene scene = Deployment(Before);
        Assert.That(scene.FailureAt(31), Is.Null);
        scene = Deployment(Since);
        Assert.That(scene.FailureAt(31), Is.EqualTo(CauseCode.ProgressDeadline));
    }

    [TestCase("steersman.dev/wait", "none", true)]
    [TestCase("werf.io/track-termination-mode", "NonBlocking", true)]
    [TestCase("steersman.dev/wait", "ready", false)]
    public void What_nobody_waits_for_holds_nothing_back_even_where_its_kind_is_not_served(string annotation, string value, bool isReady)
    {
        System.Text.Json.Nodes.JsonObject manifest = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(
            $$"""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"x","annotations":{"{{annotation}}":"{{value}}"} } }""")!;
        RolloutScene scene = new();
        scene.Objects.Add(TrackedObject.From(manifest, "d"));
        Assert.That(scene.Judge(1).IsReady, Is.EqualTo(isReady), "missing");
        scene.View.IsSynced = false;
        Assert.That(scene.Judge(1).Ready == 1, Is.EqualTo(isReady), "not watched");
    }

    [Test]
    public void A_failure_that_only_the_timeout_ends_is_shown_until_then()
    {
        RolloutScene scene = RolloutScene.OfDeployment(annotations: ""","werf.io/fail-mode":"HopeUntilEndOfDeployProcess" """);
        scene.See(60, RolloutScene.NewPod().Restarts(9).Terminated(1, RolloutScene.At(60)));
        RolloutState state = scene.Judge(61);
        Assert.That((state.Failure, state.IsReady, state.HoldsOnlyIgnored, state.Progress.Single().State), Is.EqualTo(((Cause?)null, false, false, ReadinessState.Failed)));
    }

    [Test]
    public void What_is_slow_and_may_fail_is_told_apart_from_what_may_not()
    {
        RolloutScene scene = RolloutScene.OfDeployment(annotations: ""","steersman.dev/fail-mode":"ignore" """);
        Assert.That(scene.Judge(1).HoldsOnlyIgnored, Is.True);
        scene.Objects.Add(Live.Tracked("v1", "Pod", "bare"));
        Assert.That(scene.Judge(1).HoldsOnlyIgnored, Is.False);
    }

    private static RolloutScene Deployment(string changed)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.Put(30, $$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":3,"annotations":{"deployment.kubernetes.io/revision":"3"} },
             "status":{"observedGeneration":3,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","lastTransitionTime":"{{changed}}"}]} }
            """);
        return scene;
    }

    private static string Canary(string status, string reason, string changed) =>
        $$"""{"conditions":[{"type":"Promoted","status":"{{status}}","reason":"{{reason}}","message":"Canary analysis","lastTransitionTime":"{{changed}}"}]}""";

    private static RolloutScene Of(string apiVersion, string kind, string status, string spec = "{}")
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked(apiVersion, kind, "x"));
        scene.Put(0, Json(apiVersion, kind, status, spec));
        return scene;
    }

    private static string Json(string apiVersion, string kind, string status, string spec = "{}") =>
        $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"x","namespace":"d","uid":"x","generation":1},"spec":{{spec}},"status":{{status}} }""";
}
