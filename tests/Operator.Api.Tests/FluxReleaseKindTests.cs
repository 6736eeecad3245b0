using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Tests;

public sealed class FluxReleaseKindTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [TestCase("{}", false, CrdsPolicy.Create)]
    [TestCase("{upgrade: {remediation: {retries: 2}}}", true, CrdsPolicy.Create)]
    [TestCase("{upgrade: {remediation: {retries: -1}}}", false, CrdsPolicy.Create)]
    [TestCase("{upgrade: {crds: Skip, remediation: {remediateLastFailure: true}}}", true, CrdsPolicy.Skip)]
    [TestCase("{upgrade: {remediation: {retries: 2, remediateLastFailure: false}}}", false, CrdsPolicy.Create)]
    public void Fluxs_own_defaults_are_in_force(string spec, bool remediatesLast, CrdsPolicy crds)
    {
        HelmRelease release = Read(spec);
        Assert.That(release.Spec.Upgrade?.Remediation?.RemediateLastFailure, Is.EqualTo(remediatesLast));
        Assert.That(release.Spec.Upgrade?.Crds, Is.EqualTo(crds));
        Assert.That((release.Spec.Wait?.FailFast?.Enabled, release.Spec.Wait?.DegradedAfter), Is.EqualTo(((bool?)false, (TimeSpan?)TimeSpan.Zero)));
    }

    [Test]
    public void Names_and_the_finalizer_are_Fluxs()
    {
        HelmRelease release = Read("{}");
        Assert.That((release.ApiVersion, release.Kind, release.HasFinalizer), Is.EqualTo(("helm.toolkit.fluxcd.io/v2", "HelmRelease", true)));
        Assert.That(release.ControllerWrite, Is.EqualTo("2026-01-01T00:00:02Z"));
    }

    [Test]
    public void What_Flux_has_no_field_for_comes_back_from_its_condition()
    {
        HelmReleaseStatus status = Status();
        JsonObject written = ReleaseKind.Flux.WriteStatus(status);

        Assert.That(written.Select(field => field.Key), Is.EquivalentTo(["observedGeneration", "conditions", "history", "upgradeFailures"]));
        Assert.That(written["conditions"]![1]!["reason"]!.ToString(), Is.EqualTo("RetriesExceeded"));
        Assert.That(written["conditions"]![1]!["message"]!.ToString(), Is.EqualTo("Failed to upgrade after 2 attempt(s)"));
        Assert.That(written["conditions"]![2]!["type"]!.ToString(), Is.EqualTo("steersman.dev/State"));

        HelmReleaseStatus read = Read("{}", written).Status!;
        Assert.That(read.Rejected, Is.EqualTo(status.Rejected));
        Assert.That(read.LastAttemptedDigest, Is.EqualTo("sha256:d"));
        Assert.That(read.Conditions!.Select(condition => condition.Type), Is.EqualTo(["Ready", "Stalled"]));
        Assert.That((read.Release?.Revision, read.Release?.Chart), Is.EqualTo(((int?)3, "web-1.0.0")));
        Assert.That(JsonNode.DeepEquals(ReleaseKind.Flux.WriteStatus(read), written), Is.True, "what was read is written as it was");
    }

    [Test]
    public void The_history_goes_down_to_the_previous_good_revision_with_Fluxs_fields_alone()
    {
        JsonArray history = (JsonArray)ReleaseKind.Flux.WriteStatus(Status())["history"]!;
        Assert.That(history.Select(entry => (int)entry!["version"]!), Is.EqualTo([3, 2, 1]));
        Assert.That(history[0]!.AsObject().Select(field => field.Key), Is.EquivalentTo(
            ["apiVersion", "version", "firstDeployed", "lastDeployed", "chartName", "chartVersion", "configDigest", "digest", "name", "namespace", "status", "action"]));
    }

    private static HelmReleaseStatus Status() => new()
    {
        ObservedGeneration = 4,
        UpgradeFailures = 2,
        LastAttemptedDigest = "sha256:d",
        Rejected = new RejectedStatus { Digest = "sha256:d", Reason = "UpgradeFailed", Message = "why", Since = Then, Revision = 2 },
        Conditions =
        [
            new Condition { Type = "Ready", Status = "False", Reason = "RollbackSucceeded", Message = "rolled back", LastTransitionTime = Then },
            new Condition { Type = "Stalled", Status = "True", Reason = "RolledBack", Message = "rolled back", LastTransitionTime = Then },
        ],
        History = [Entry(3, "deployed") with { Action = "rollback", Trigger = "retry" }, Entry(2, "failed"), Entry(1, "superseded"), Entry(0, "superseded")],
    };

    private static HistoryEntry Entry(int version, string status) => new()
    {
        Version = version,
        Name = "web",
        Namespace = "ns1",
        Status = status,
        ChartName = "web",
        ChartVersion = "1.0.0",
        FirstDeployed = Then,
        LastDeployed = Then,
    };

    private static HelmRelease Read(string spec, JsonObject? status = null)
    {
        JsonObject content = new()
        {
            ["metadata"] = JsonNode.Parse("""
                {"name": "a", "namespace": "ns1", "finalizers": ["finalizers.fluxcd.io"], "managedFields": [
                  {"manager": "helm-controller", "time": "2026-01-01T00:00:01Z"}, {"manager": "helm-controller", "time": "2026-01-01T00:00:02Z"}, {"manager": "kubectl", "time": "2026-01-01T00:00:03Z"}]}
                """),
            ["spec"] = Kubernetes.Client.Json.YamlJson.Parse(spec),
            ["status"] = status?.DeepClone(),
        };
        return ReleaseKind.Flux.Decode(JsonSerializer.SerializeToElement<JsonNode>(content));
    }
}
