using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Tests.Decisions;

internal sealed class StatusPatchTests
{
    [TestCase("{}", "{}", null)]
    [TestCase("""{"failures":1}""", """{"failures":1}""", null)]
    [TestCase("{}", """{"failures":1}""", """{"failures":1}""")]
    [TestCase("""{"failures":1}""", "{}", """{"failures":null}""")]
    [TestCase("""{"failures":1,"observedGeneration":2}""", """{"failures":1,"observedGeneration":3}""", """{"observedGeneration":3}""")]
    [TestCase("""{"failure":{"code":"OOM","pod":"a"}}""", """{"failure":{"code":"Timeout"}}""", """{"failure":{"code":"Timeout","pod":null}}""")]
    [TestCase(
        """{"conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z","reason":"A","message":""}]}""",
        """{"conditions":[]}""",
        """{"conditions":[]}""")]
    public void A_patch_names_what_changed_and_what_went(string before, string after, string? patch) =>
        Assert.That(StatusPatch.Between(ReleaseKind.Own, Status(before), Status(after))?.ToJsonString(), Is.EqualTo(patch));

    [Test]
    public void A_release_without_a_status_gets_a_whole_one() =>
        Assert.That(StatusPatch.Between(ReleaseKind.Own, null, new HelmReleaseStatus { Failures = 2 })?.ToJsonString(), Is.EqualTo("""{"failures":2}"""));

    private static HelmReleaseStatus Status(string json) => JsonNode.Parse(json)!.Deserialize(HelmReleaseJson.Default.HelmReleaseStatus)!;
}
