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

    [TestCase("""{"replicas":"many","template":[]}""")]
    [TestCase("""{"replicas":-4,"template":{"spec":{"containers":[{"resources":{"requests":{"cpu":"-5"}}},7]}}}""")]
    [TestCase("""{"replicas":1e30,"template":{"spec":{"containers":"none"}}}""")]
    [TestCase("7")]
    public void Whatever_form_an_object_has_nothing_breaks(string spec) =>
        Assert.That(() => QuotaNeeds.Of([Object(Deployment, "web", $"{{\"spec\":{spec}}}")]), Throws.Nothing);

    private static string[] Check(string hard, string used, ReleaseObject[] before, ReleaseObject[] after) =>
        [.. QuotaNeeds.Check("team", Quota(hard, used, "{}"), QuotaNeeds.Of(before), QuotaNeeds.Of(after)).Select(finding => finding.Message)];

    private static JsonObject Quota(string hard, string used, string spec) => new() { ["spec"] = JsonNode.Parse(spec), ["status"] = new JsonObject { ["hard"] = JsonNode.Parse(hard), ["used"] = JsonNode.Parse(used) } };

    private static ReleaseObject Web(int replicas) => Object(
        Deployment,
        "web",
        """{"spec":{"replicas":REPLICAS,"template":{"spec":{"containers":[{"resources":{"requests":{"cpu":"200m"},"limits":{"memory":"512Mi"}}},{"resources":{"requests":{"cpu":"100m"}}}]}}}}""".Replace("REPLICAS", $"{replicas}", StringComparison.Ordinal));

    private static ReleaseObject Object(GroupVersionKind kind, string name, string content) => new(kind, "apps", name, (JsonObject)JsonNode.Parse(content)!);
}
