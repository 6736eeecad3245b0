using Steersman.Operator.Api.V1;
using Steersman.Operator.Notifications;
using Steersman.Operator.Tests.Decisions;

namespace Steersman.Operator.Tests.Notifications;

/// <summary>What events tell beside their message.</summary>
public sealed class EventFactsTests
{
    [Test]
    public void Chart_values_and_app_are_told_under_Fluxs_names()
    {
        HelmReleaseStatus status = new() { LastAttemptedRevision = "1.2.3", LastAttemptedConfigDigest = "sha256:v", LastAttemptedRevisionDigest = "sha256:o", Release = new ReleaseSummary { Name = "web", Namespace = "apps", Revision = 1, Status = "deployed", AppVersion = "9" } };
        HelmRelease release = Given.Release(status: status, metadata: """{"annotations":{"event.toolkit.fluxcd.io/cluster":"staging","other":"x"}}""");
        Assert.That(EventFacts.Of(release, EventFacts.FluxGroup), Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["helm.toolkit.fluxcd.io/revision"] = "1.2.3",
            ["helm.toolkit.fluxcd.io/token"] = "sha256:v",
            ["helm.toolkit.fluxcd.io/oci-digest"] = "sha256:o",
            ["helm.toolkit.fluxcd.io/app-version"] = "9",
            ["event.toolkit.fluxcd.io/cluster"] = "staging",
        }));
    }

    [Test]
    public void What_is_too_much_is_left_out()
    {
        string annotations = string.Join(",", Enumerable.Range(0, 100).Select(index => $"\"event.toolkit.fluxcd.io/k{index}\":\"{new string('x', index == 0 ? 5000 : 5)}\""));
        Dictionary<string, string> facts = EventFacts.Of(Given.Release(metadata: $"{{\"annotations\":{{{annotations}}}}}"), "steersman.dev");
        Assert.That(facts, Has.Count.EqualTo(20).And.Not.ContainKey("event.toolkit.fluxcd.io/k0"));
    }
}
