using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Tests.Rules;

/// <summary>Each row where readiness differs from kstatus, and kstatus' own answer beside it.</summary>
public sealed class ReadinessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [TestCase("Deployment", """ "paused":true,"replicas":3 """, """ "replicas":1 """, "InProgress", "Ready", TestName = "A paused Deployment is ready")]
    [TestCase("Deployment", """ "replicas":0,"progressDeadlineSeconds":600 """, """ "observedGeneration":2 """, "InProgress", "Ready", TestName = "A Deployment that wants no pods is ready without conditions")]
    [TestCase("Deployment", """ "replicas":0,"progressDeadlineSeconds":600 """, """ "observedGeneration":2,"replicas":1 """, "InProgress", "InProgress", TestName = "A Deployment that wants no pods waits until the last is gone")]
    [TestCase("Deployment", """ "replicas":0 """, """ "observedGeneration":1 """, "InProgress", "InProgress", TestName = "A Deployment that wants no pods must have been observed")]
    [TestCase("Deployment", """ "replicas":1 """, """ "observedGeneration":2,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1,"conditions":[{"type":"Available","status":"True"},{"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}] """, "Current", "Ready", TestName = "A Deployment that is rolled out is ready")]
    [TestCase("Deployment", """ "replicas":1 """, """ "observedGeneration":2,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}] """, "Failed", "Failed", TestName = "A Deployment beyond its deadline is failed")]
    [TestCase("StatefulSet", """ "replicas":3,"updateStrategy":{"type":"OnDelete"} """, """ "observedGeneration":2,"updatedReplicas":1 """, "Current", "Ready", TestName = "An OnDelete StatefulSet is ready")]
    [TestCase("StatefulSet", """ "replicas":1,"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}} """, """ "replicas":1,"readyReplicas":1,"updatedReplicas":1,"updateRevision":"w-1" """, "Current", "InProgress", TestName = "A partitioned StatefulSet must have been observed")]
    [TestCase("StatefulSet", """ "replicas":1,"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}} """, """ "observedGeneration":2,"replicas":1,"readyReplicas":1,"updatedReplicas":1 """, "Current", "InProgress", TestName = "A partitioned StatefulSet must name its update revision")]
    [TestCase("StatefulSet", """ "replicas":1,"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}} """, """ "observedGeneration":2,"replicas":1,"readyReplicas":1,"updatedReplicas":1,"updateRevision":"w-1" """, "Current", "Ready", TestName = "A partitioned StatefulSet is ready with its update revision")]
    [TestCase("DaemonSet", """ "updateStrategy":{"type":"OnDelete"} """, """ "observedGeneration":2,"desiredNumberScheduled":3,"currentNumberScheduled":3,"updatedNumberScheduled":1,"numberAvailable":3,"numberReady":3 """, "InProgress", "Ready", TestName = "An OnDelete DaemonSet is ready")]
    [TestCase("DaemonSet", """ "updateStrategy":{"type":"OnDelete"} """, """ "observedGeneration":1,"desiredNumberScheduled":3 """, "InProgress", "InProgress", TestName = "An OnDelete DaemonSet must have been observed")]
    [TestCase("DaemonSet", """ "updateStrategy":{"type":"RollingUpdate"} """, """ "observedGeneration":2,"desiredNumberScheduled":3,"currentNumberScheduled":3,"updatedNumberScheduled":1,"numberAvailable":3,"numberReady":3 """, "InProgress", "InProgress", TestName = "A rolling DaemonSet is not ready before all pods are updated")]
    [TestCase("DaemonSet", """ "updateStrategy":{"type":"RollingUpdate"} """, """ "desiredNumberScheduled":0,"currentNumberScheduled":0,"updatedNumberScheduled":0,"numberAvailable":0,"numberReady":0 """, "InProgress", "InProgress", TestName = "A DaemonSet must have been observed")]
    [TestCase("ReplicaSet", """ "replicas":1 """, """ "observedGeneration":2,"replicas":1,"fullyLabeledReplicas":1,"conditions":[{"type":"ReplicaFailure","status":"True","reason":"FailedCreate"}] """, "InProgress", "InProgress", TestName = "A ReplicaSet that cannot create its pods is waited for")]
    public void Workloads(string kind, string spec, string status, string kstatus, string readiness)
    {
        string json = $$"""{"apiVersion":"apps/v1","kind":"{{kind}}","metadata":{"name":"web","namespace":"d","uid":"u","generation":2},"spec":{ {{spec}} },"status":{ {{status}} } }""";
        AssertVerdicts("apps/v1", kind, json, new ReadinessContext { Now = Now, FirstSeen = Now }, kstatus, readiness);
    }

    [TestCase("", 10, 9, 9, "InProgress")]
    [TestCase("1", 10, 9, 9, "Ready")]
    [TestCase("1", 10, 10, 8, "InProgress")]
    [TestCase("1", 10, 8, 10, "InProgress", Description = "old pods count as missing")]
    [TestCase("10%", 10, 9, 9, "Ready")]
    [TestCase("10%", 9, 8, 8, "InProgress", Description = "percentages round down")]
    [TestCase("100%", 10, 10, 0, "InProgress", Description = "one pod must be there")]
    [TestCase("100%", 10, 1, 1, "Ready")]
    [TestCase("-1", 10, 9, 9, "InProgress")]
    [TestCase("some", 10, 9, 9, "InProgress")]
    public void A_DaemonSet_may_allow_some_of_its_pods_not_to_be_ready(string allowed, int desired, int updated, int ready, string readiness)
    {
        string json = $$"""
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"web","namespace":"d","uid":"u","generation":2,"annotations":{"steersman.dev/unready-allowed":"{{allowed}}"} },
             "status":{"observedGeneration":2,"desiredNumberScheduled":{{desired}},"currentNumberScheduled":{{desired}},"updatedNumberScheduled":{{updated}},"numberAvailable":{{ready}},"numberReady":{{ready}} } }
            """;
        AssertVerdicts("apps/v1", "DaemonSet", json, new ReadinessContext { Now = Now, FirstSeen = Now }, "InProgress", readiness);
        Assert.That(Readiness.Judge(Live.Tracked("apps/v1", "DaemonSet"), Live.Object(json.Replace("\"observedGeneration\":2", "\"observedGeneration\":1", StringComparison.Ordinal)), new ReadinessContext { Now = Now, FirstSeen = Now }).IsReady, Is.False);
    }

    [TestCase(2, 2, 2, 2, 1L, "Ready")]
    [TestCase(2, 2, 2, 2, null, "InProgress")]
    [TestCase(2, 2, 1, 1, 1L, "InProgress")]
    [TestCase(2, 2, 1, 2, 1L, "InProgress")]
    [TestCase(1, 2, 2, 2, 1L, "InProgress", Description = "one is still to go")]
    [TestCase(0, 0, 0, 0, 1L, "Ready")]
    public void A_ReplicationController_is_judged_like_a_ReplicaSet(int wanted, int existing, int available, int ready, long? observed, string readiness)
    {
        string json = $$"""
            {"apiVersion":"v1","kind":"ReplicationController","metadata":{"name":"web","namespace":"d","uid":"u","generation":1},"spec":{"replicas":{{wanted}} },
             "status":{"replicas":{{existing}},"availableReplicas":{{available}},"readyReplicas":{{ready}}{{(observed is { } generation ? $",\"observedGeneration\":{generation}" : "")}} } }
            """;
        AssertVerdicts("v1", "ReplicationController", json, new ReadinessContext { Now = Now, FirstSeen = Now }, "Current", readiness);
    }

    [TestCase("""{"status":{"startTime":"2026-11-20T11:00:00Z"}}""", true, "Current", "InProgress", TestName = "A Job that runs is not ready where jobs are waited for")]
    [TestCase("""{"status":{"startTime":"2026-11-20T11:00:00Z"}}""", false, "Current", "Ready", TestName = "A Job that runs is ready where they are not")]
    [TestCase("""{}""", false, "InProgress", "Ready", TestName = "A Job that is merely there is ready where they are not")]
    [TestCase("""{"spec":{"suspend":true}}""", true, "InProgress", "Ready", TestName = "A suspended Job is ready")]
    [TestCase("""{"status":{"conditions":[{"type":"Complete","status":"True"}]}}""", true, "Current", "Ready", TestName = "A complete Job is ready")]
    [TestCase("""{"status":{"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded"}]}}""", false, "Failed", "Failed", TestName = "A failed Job is failed also where jobs are not waited for")]
    [TestCase("""{"status":{"conditions":[{"type":"FailureTarget","status":"True","reason":"BackoffLimitExceeded"}]}}""", true, "InProgress", "InProgress", TestName = "A Job whose failure is only announced is not failed")]
    public void Jobs(string rest, bool waitForJobs, string kstatus, string readiness)
    {
        string json = Merge("batch/v1", "Job", rest);
        AssertVerdicts("batch/v1", "Job", json, new ReadinessContext { Now = Now, FirstSeen = Now, WaitForJobs = waitForJobs }, kstatus, readiness);
    }

    [TestCase("""{"status":{"phase":"Pending"}}""", false, "InProgress", "InProgress", TestName = "A pending claim is not ready")]
    [TestCase("""{"status":{"phase":"Pending"}}""", true, "InProgress", "Ready", TestName = "A pending claim that waits for a consumer nobody is, is ready")]
    [TestCase("""{"status":{"phase":"Lost"}}""", true, "InProgress", "Failed", TestName = "A lost claim is failed")]
    [TestCase("""{"status":{"phase":"Bound"}}""", false, "Current", "Ready", TestName = "A bound claim is ready")]
    public void Claims(string rest, bool lacksConsumer, string kstatus, string readiness)
    {
        string json = Merge("v1", "PersistentVolumeClaim", rest);
        AssertVerdicts("v1", "PersistentVolumeClaim", json, new ReadinessContext { Now = Now, FirstSeen = Now, LacksConsumer = lacksConsumer }, kstatus, readiness);
    }

    [TestCase("v1", "Service", """{"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"}}""", "Current", "InProgress", TestName = "A load balancer without address is not ready where it is waited for")]
    [TestCase("v1", "Service", """{"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1","externalIPs":["1.1.1.1"]}}""", "Current", "Ready", TestName = "A load balancer with an external IP is ready")]
    [TestCase("v1", "Service", """{"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"},"status":{"loadBalancer":{"ingress":[{"ip":"1.1.1.1"}]}}}""", "Current", "Ready", TestName = "A load balancer with an address is ready")]
    [TestCase("v1", "Service", """{"spec":{"type":"ClusterIP","clusterIP":"None"}}""", "Current", "Ready", TestName = "A headless Service is ready")]
    [TestCase("v1", "Namespace", """{"status":{"phase":"Active"}}""", "Current", "Ready", TestName = "An active Namespace is ready")]
    [TestCase("v1", "Namespace", """{"status":{"phase":"Terminating"}}""", "Current", "InProgress", TestName = "A terminating Namespace is not ready")]
    [TestCase("v1", "Service", """{"spec":{"type":"ExternalName","externalName":"db.example.com"}}""", "Current", "Ready", TestName = "A Service that names something outside is ready")]
    [TestCase("policy/v1", "PodDisruptionBudget", """{"metadata":{"name":"web","namespace":"d","uid":"u","generation":2},"status":{"observedGeneration":1}}""", "InProgress", "Ready", TestName = "A PodDisruptionBudget is ready")]
    [TestCase("batch/v1", "CronJob", """{}""", "Current", "Ready", TestName = "A CronJob is ready")]
    [TestCase("apiextensions.k8s.io/v1", "CustomResourceDefinition", """{"status":{"conditions":[{"type":"NamesAccepted","status":"True"},{"type":"Established","status":"True"}]}}""", "Current", "Ready", TestName = "A CRD that is established is ready")]
    [TestCase("apiregistration.k8s.io/v1", "APIService", """{}""", "Current", "InProgress", TestName = "An APIService that nobody has looked at is not ready")]
    [TestCase("apiregistration.k8s.io/v1", "APIService", """{"status":{"conditions":[{"type":"Available","status":"False","reason":"MissingEndpoints"}]}}""", "Current", "InProgress", TestName = "An unavailable APIService is not ready")]
    [TestCase("apiregistration.k8s.io/v1", "APIService", """{"status":{"conditions":[{"type":"Available","status":"True"}]}}""", "Current", "Ready", TestName = "An available APIService is ready")]
    [TestCase("networking.k8s.io/v1", "Ingress", """{}""", "Current", "InProgress", TestName = "An Ingress without an address is not ready where addresses are waited for")]
    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler", """{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""", "InProgress", "Ready", TestName = "A HorizontalPodAutoscaler is ready")]
    [TestCase("apiextensions.k8s.io/v1", "CustomResourceDefinition", """{}""", "InProgress", "InProgress", TestName = "A CRD that is not established is not ready")]
    [TestCase("v1", "ConfigMap", """{"metadata":{"name":"web","namespace":"d","uid":"u","deletionTimestamp":"2026-11-20T11:00:00Z"}}""", "Terminating", "Ready", TestName = "A ConfigMap needs no look")]
    [TestCase("apps/v1", "ReplicaSet", """{"metadata":{"name":"web","namespace":"d","uid":"u","deletionTimestamp":"2026-11-20T11:00:00Z"}}""", "Terminating", "InProgress", TestName = "What is being deleted is not ready")]
    [TestCase("apps/v1", "ReplicaSet", """{"spec":{"replicas":0}}""", "Current", "Ready", TestName = "A ReplicaSet is what kstatus says")]
    public void OtherKinds(string apiVersion, string kind, string rest, string kstatus, string readiness)
    {
        string json = Merge(apiVersion, kind, rest);
        AssertVerdicts(apiVersion, kind, json, new ReadinessContext { Now = Now, FirstSeen = Now, WaitForLoadBalancer = true }, kstatus, readiness);
    }

    [TestCase("""{}""", true, 0, "Current", "InProgress", TestName = "A custom resource without status is given time")]
    [TestCase("""{}""", true, 9.9, "Current", "InProgress", TestName = "A custom resource without status is given ten seconds")]
    [TestCase("""{}""", true, 10, "Current", "Ready", TestName = "A custom resource without status is ready after ten seconds")]
    [TestCase("""{}""", false, 0, "Current", "Ready", TestName = "A custom resource of a kind without status is ready at once")]
    [TestCase("""{"status":{"phase":"x"}}""", true, 0, "Current", "Ready", TestName = "A custom resource with a status and no conditions is ready")]
    [TestCase("""{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""", true, 99, "InProgress", "InProgress", TestName = "A custom resource that is not Ready is waited for")]
    [TestCase("""{"status":{"conditions":[{"type":"Stalled","status":"True","reason":"X","message":"m"}]}}""", true, 99, "Failed", "Failed", TestName = "A stalled custom resource is failed")]
    public void CustomResources(string rest, bool hasStatus, double age, string kstatus, string readiness)
    {
        string json = Merge("example.com/v1", "Widget", rest);
        ReadinessContext context = new() { Now = Now, FirstSeen = Now - TimeSpan.FromSeconds(age), HasStatusSubresource = hasStatus };
        AssertVerdicts("example.com/v1", "Widget", json, context, kstatus, readiness);
    }

    [TestCase("Running", "Always", "[]", "InProgress")]
    [TestCase("Running", "Always", """[{"type":"Ready","status":"True"}]""", "Ready")]
    [TestCase("Succeeded", "Never", "[]", "Ready")]
    [TestCase("Failed", "Never", "[]", "Failed")]
    [TestCase("Failed", "OnFailure", "[]", "Failed")]
    [TestCase("Pending", "Always", """[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/1 nodes"}]""", "InProgress")]
    [TestCase("", "Always", "[]", "InProgress")]
    public void BarePods(string phase, string restartPolicy, string conditions, string readiness)
    {
        LivePod pod = Live.Pod($$"""{"metadata":{"name":"web","namespace":"d","uid":"u"},"spec":{"restartPolicy":"{{restartPolicy}}"},"status":{"phase":"{{phase}}","conditions":{{conditions}} } }""");
        Assert.That(Readiness.Judge(Live.Tracked("v1", "Pod"), pod).State.ToString(), Is.EqualTo(readiness));
    }

    [Test]
    public void A_crash_loop_of_a_bare_pod_is_left_to_the_causes()
    {
        LivePod pod = Live.Pod("""{"metadata":{"name":"web"},"status":{"phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""");
        Assert.That(Readiness.Judge(Live.Tracked("v1", "Pod"), pod).State, Is.EqualTo(ReadinessState.InProgress));
    }

    [Test]
    public void What_is_not_found_is_missing_but_a_Job_that_deletes_itself_is_done()
    {
        TrackedObject job = Live.Tracked("batch/v1", "Job");
        ReadinessContext context = new() { Now = Now, FirstSeen = Now };
        Assert.Multiple(() =>
        {
            Assert.That(Readiness.Judge(job, (LiveObject?)null, context).State, Is.EqualTo(ReadinessState.Missing));
            Assert.That(Readiness.Judge(job with { HasTtl = true }, (LiveObject?)null, context).State, Is.EqualTo(ReadinessState.Ready));
        });
    }

    [TestCase("""{"status":{"conditions":[{"type":"Complete","status":"True"}]},"metadata":{"name":"web","deletionTimestamp":"2026-11-20T11:00:00Z"}}""", "Ready")]
    [TestCase("""{"status":{"conditions":[{"type":"Failed","status":"True","reason":"DeadlineExceeded"}]}}""", "Failed")]
    [TestCase("""{"spec":{"suspend":true}}""", "InProgress")]
    public void Hooks_are_judged_as_Helms_readers_do(string rest, string readiness)
    {
        TrackedObject hook = Live.Tracked("batch/v1", "Job") with { IsHook = true };
        LiveObject live = Live.Object(Merge("batch/v1", "Job", rest));
        Assert.That(Readiness.Judge(hook, live, new ReadinessContext { Now = Now, FirstSeen = Now }).State.ToString(), Is.EqualTo(readiness));
    }

    [TestCase("", "Ready")]
    [TestCase("Ready Ready", "Ready")]
    [TestCase("Ready Failed", "Failed")]
    [TestCase("Failed InProgress", "InProgress", Description = "what failed counts when all others are done, as in Helm")]
    [TestCase("Missing InProgress", "InProgress")]
    [TestCase("Failed Missing Ready", "Missing")]
    public void The_objects_of_one_hook_are_judged_together(string objects, string together) =>
        Assert.That(HookReadiness.Together([.. objects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(state => new ReadinessResult(Enum.Parse<ReadinessState>(state), "", ""))]).State.ToString(), Is.EqualTo(together));

    private static string Merge(string apiVersion, string kind, string rest)
    {
        System.Text.Json.Nodes.JsonObject node = System.Text.Json.Nodes.JsonNode.Parse(rest)!.AsObject();
        node["apiVersion"] = apiVersion;
        node["kind"] = kind;
        node["metadata"] ??= System.Text.Json.Nodes.JsonNode.Parse("""{"name":"web","namespace":"d","uid":"u"}""");
        return node.ToJsonString();
    }

    private static void AssertVerdicts(string apiVersion, string kind, string json, ReadinessContext context, string kstatus, string readiness)
    {
        LiveObject live = Live.Object(json);
        Assert.Multiple(() =>
        {
            Assert.That(live.State.ToString(), Is.EqualTo(kstatus), "kstatus");
            Assert.That(Readiness.Judge(Live.Tracked(apiVersion, kind), live, context).State.ToString(), Is.EqualTo(readiness), "readiness");
        });
    }
}
