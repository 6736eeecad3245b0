using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;

namespace Steersman.Releases.Tests.Planning;

/// <summary>What a change takes of a quota.</summary>
public sealed class QuotaNeedsTests
{
    private static readonly GroupVersionKind Deployment = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind Service = new("", "v1", "Service");

    [TestCase("500m", 0.5)]
    [TestCase("2", 2.0)]
    [TestCase("1.5Gi", 1610612736.0)]
    [TestCase("1e3", 1000.0)]
    [TestCase("2E", 2e18)]
    [TestCase("-1k", -1000.0)]
    public void A_quantity_is_a_number(string text, double number) => Assert.That(Quantity.Of(JsonValue.Create(text)), Is.EqualTo((decimal)number));

    [TestCase("")]
    [TestCase("Gi")]
    [TestCase("1 Gi")]
    [TestCase("0x10")]
    [TestCase("1e400")]
    [TestCase("99999999999999999999999999999")]
    [TestCase("NaN")]
    public void Other_texts_are_none(string text) => Assert.That(Quantity.Of(JsonValue.Create(text)), Is.Null);

    [Test]
    public void Only_what_a_change_adds_must_be_left() =>
        Assert.Multiple(() =>
        {
            Assert.That(Check("""{"pods":"10"}""", """{"pods":"9"}""", [Web(2)], [Web(3)]), Is.Empty);
            Assert.That(Check("""{"pods":"10"}""", """{"pods":"9"}""", [Web(2)], [Web(4)]), Is.EqualTo(new[] { "ResourceQuota/team: pods: 2 more are needed, and 1 of 10 are left: raise the quota, or ask for less" }));
            Assert.That(Check("""{"pods":"10"}""", """{"pods":"12"}""", [Web(4)], [Web(2)]), Is.Empty, "less is always possible");
            Assert.That(Check("""{"pods":"10"}""", "{}", [], [Web(11)]), Has.Length.EqualTo(1));
        });

    [Test]
    public void Requests_and_limits_are_those_of_all_containers_by_the_replicas() =>
        Assert.That(
            Check("""{"requests.cpu":"1","limits.memory":"1Gi","memory":"900Mi","requests.storage":"1Gi"}""", """{"requests.cpu":"500m"}""", [], [Web(3)]),
            Is.EqualTo(new[]
            {
                "ResourceQuota/team: requests.cpu: 0.9 more are needed, and 0.5 of 1 are left: raise the quota, or ask for less",
                "ResourceQuota/team: limits.memory: 1.5Gi more are needed, and 1Gi of 1Gi are left: raise the quota, or ask for less",
                "ResourceQuota/team: memory: 1.5Gi more are needed, and 900Mi of 900Mi are left: raise the quota, or ask for less",
            }));

    [Test]
    public void Objects_are_counted_by_both_of_their_names() =>
        Assert.That(
            Check("""{"services":"0","count/services":"0","count/deployments.apps":"1","count/ingresses.networking.k8s.io":"0"}""", "{}", [], [Web(1), Object(Service, "a", "{}"), Object(new("networking.k8s.io", "v1", "Ingress"), "i", "{}")]),
            Has.Length.EqualTo(3));

    [Test]
    public void A_quota_for_some_pods_only_is_not_judged() =>
        Assert.That(QuotaNeeds.Check("team", Quota("""{"pods":"0"}""", "{}", """{"scopes":["BestEffort"]}"""), QuotaNeeds.Of([]), QuotaNeeds.Of([Web(3)])), Is.Empty);

    [Test]
    public void Containers_that_name_nothing_take_the_defaults_of_limit_ranges()
    {
        ContainerDefaults defaults = ContainerDefaults.Of([(JsonObject)JsonNode.Parse("""{"spec":{"limits":[{"type":"Pod","max":{"cpu":"9"}},{"type":"Container","default":{"cpu":"1","memory":"1Gi"},"defaultRequest":{"cpu":"100m","memory":"64Mi"}}]}}""")!]);
        ReleaseObject[] web = [Pods("""[{"name":"a"},{"name":"b","resources":{"requests":{"cpu":"200m"},"limits":{"memory":"512Mi"}}}]""", 2)];
        string[] found = [.. QuotaNeeds.Check("team", Quota("""{"requests.cpu":"0","limits.cpu":"0","requests.memory":"0","limits.memory":"0"}""", "{}", "{}"), QuotaNeeds.Of([]), QuotaNeeds.Of(web, defaults)).Select(finding => finding.Message.Split(" more")[0])];
        Assert.That(found, Is.EqualTo(new[] { "ResourceQuota/team: requests.cpu: 0.6", "ResourceQuota/team: limits.cpu: 4", "ResourceQuota/team: requests.memory: 1.125Gi", "ResourceQuota/team: limits.memory: 3Gi" }));
    }

    [TestCase("""[{"name":"a"}]""", "container a names no requests.cpu")]
    [TestCase("""[{"name":"a","resources":{"requests":{"cpu":"1"}}}]""", "container a names no limits.memory")]
    [TestCase("""[{"name":"a","resources":{"limits":{"cpu":"1","memory":"1Gi"}}}]""", null)]
    [TestCase("""[{"name":"a","resources":{"limits":{"cpu":"1","memory":"1Gi"}}},{"name":"b","resources":{"limits":{"cpu":"1"}}}]""", "container b names no limits.memory")]
    public void Pods_that_do_not_name_what_a_quota_counts_are_refused(string containers, string? words)
    {
        JsonObject quota = Quota("""{"cpu":"10","limits.memory":"10Gi","pods":"10"}""", "{}", "{}");
        string[] found = [.. QuotaNeeds.Unnamed("team", quota, [], [Pods(containers, 1)], ContainerDefaults.None).Select(finding => finding.Message)];
        Assert.That(found, words is null ? Is.Empty : Has.Exactly(1).StartsWith($"Deployment/web: {words}, and ResourceQuota/team refuses pods that do not: set resources."));
        Assert.That(QuotaNeeds.Unnamed("team", quota, [Pods(containers, 1)], [Pods(containers, 3)], ContainerDefaults.None), Is.Empty, "what is there already is not told again");
        ContainerDefaults defaults = new(new Dictionary<string, decimal> { ["cpu"] = 1 }, new Dictionary<string, decimal> { ["memory"] = 1 });
        Assert.That(QuotaNeeds.Unnamed("team", quota, [], [Pods(containers, 1)], defaults), Is.Empty, "defaults name it");
        Assert.That(QuotaNeeds.Unnamed("team", Quota("""{"cpu":"10"}""", "{}", """{"scopes":["BestEffort"]}"""), [], [Pods(containers, 1)], ContainerDefaults.None), Is.Empty, "a quota for some pods only");
    }

    [TestCase("{}", 3, "3", true)]
    [TestCase("{}", 3, "4", false)]
    [TestCase("{}", 4, "4", false)]
    [TestCase("""{"rollingUpdate":{"maxUnavailable":0}}""", 10, "10", true)]
    [TestCase("""{"rollingUpdate":{"maxUnavailable":1}}""", 3, "3", false)]
    [TestCase("""{"rollingUpdate":{"maxUnavailable":"50%"}}""", 3, "3", false)]
    [TestCase("""{"rollingUpdate":{"maxUnavailable":"30%"}}""", 3, "3", true)]
    [TestCase("""{"rollingUpdate":{"maxUnavailable":0,"maxSurge":0}}""", 3, "3", false)]
    [TestCase("""{"type":"Recreate"}""", 1, "1", false)]
    public void A_rolling_update_of_which_no_pod_may_be_missing_needs_one_more(string strategy, int replicas, string hard, bool isTold)
    {
        ReleaseObject[] before = [Pods("""[{"name":"a","image":"a:1"}]""", replicas, strategy)];
        ReleaseObject[] after = [Pods("""[{"name":"a","image":"a:2"}]""", replicas, strategy)];
        JsonObject quota = Quota($"{{\"pods\":\"{hard}\"}}", $"{{\"pods\":\"{replicas}\"}}", "{}");
        Finding[] found = [.. QuotaNeeds.Check("team", quota, QuotaNeeds.Of(before), QuotaNeeds.Of(after), RollingSurge.Between(before, after, ContainerDefaults.None))];
        Assert.That(found.Select(finding => finding.Message), isTold ? Has.Exactly(1).Contains("Deployment/web: a rolling update of which no pod may be missing needs one pod more for a while, and ResourceQuota/team has no room for it: pods: 1 more are needed, and 0 of ") : Is.Empty);
        Assert.That(RollingSurge.Between(before, before, ContainerDefaults.None), Is.Empty, "no pod is replaced");
        Assert.That(RollingSurge.Between([], after, ContainerDefaults.None), Is.Empty, "nothing was there");
    }

    [Test]
    public void Sidecars_count_with_what_runs_beside_them()
    {
        const string Init = """[{"name":"first","resources":{"requests":{"cpu":"1"}}},{"name":"side","restartPolicy":"Always","resources":{"requests":{"cpu":"300m"}}},{"name":"last","resources":{"requests":{"cpu":"400m"}}}]""";
        ReleaseObject small = Object(Deployment, "web", $$$"""{"spec":{"template":{"spec":{"initContainers":{{{Init}}},"containers":[{"name":"a","resources":{"requests":{"cpu":"100m"} } }] } } } }""");
        ReleaseObject large = Object(Deployment, "web", $$$"""{"spec":{"template":{"spec":{"initContainers":{{{Init}}},"containers":[{"name":"a","resources":{"requests":{"cpu":"900m"} } }] } } } }""");
        Assert.That(Check("""{"requests.cpu":"0"}""", "{}", [], [small])[0], Does.Contain("requests.cpu: 1 more"));
        Assert.That(Check("""{"requests.cpu":"0"}""", "{}", [], [large])[0], Does.Contain("requests.cpu: 1.2 more"));
    }

    [TestCase("""{"replicas":"many","template":[]}""")]
    [TestCase("""{"replicas":-4,"template":{"spec":{"containers":[{"resources":{"requests":{"cpu":"-5"}}},7]}}}""")]
    [TestCase("""{"replicas":1e30,"template":{"spec":{"containers":"none"}}}""")]
    [TestCase("7")]
    public void Whatever_form_an_object_has_nothing_breaks(string spec) =>
        Assert.That(
            () =>
            {
                ReleaseObject[] objects = [Object(Deployment, "web", $"{{\"spec\":{spec}}}")];
                _ = QuotaNeeds.Of(objects);
                _ = RollingSurge.Between([Web(1)], objects, ContainerDefaults.None).ToArray();
                _ = QuotaNeeds.Unnamed("team", Quota("""{"cpu":"1"}""", "{}", "{}"), [], objects, ContainerDefaults.None).ToArray();
            },
            Throws.Nothing);

    private static string[] Check(string hard, string used, ReleaseObject[] before, ReleaseObject[] after) =>
        [.. QuotaNeeds.Check("team", Quota(hard, used, "{}"), QuotaNeeds.Of(before), QuotaNeeds.Of(after)).Select(finding => finding.Message)];

    private static JsonObject Quota(string hard, string used, string spec) => new() { ["spec"] = JsonNode.Parse(spec), ["status"] = new JsonObject { ["hard"] = JsonNode.Parse(hard), ["used"] = JsonNode.Parse(used) } };

    private static ReleaseObject Pods(string containers, int replicas, string strategy = "{}") =>
        Object(Deployment, "web", $$$"""{"spec":{"replicas":{{{replicas}}},"strategy":{{{strategy}}},"template":{"spec":{"containers":{{{containers}}} } } } }""");

    private static ReleaseObject Web(int replicas) => Object(
        Deployment,
        "web",
        """{"spec":{"replicas":REPLICAS,"template":{"spec":{"containers":[{"resources":{"requests":{"cpu":"200m"},"limits":{"memory":"512Mi"}}},{"resources":{"requests":{"cpu":"100m"}}}]}}}}""".Replace("REPLICAS", $"{replicas}", StringComparison.Ordinal));

    private static ReleaseObject Object(GroupVersionKind kind, string name, string content) => new(kind, "apps", name, (JsonObject)JsonNode.Parse(content)!);
}
