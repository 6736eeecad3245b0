using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Releases.Storage;

namespace Steersman.Releases.Tests.Storage;

internal sealed class SnapshotDigestTests
{
    /// <summary>The one answer that helm-controller's own tests name.</summary>
    [Test]
    public void An_empty_release_has_Fluxs_digest() =>
        Assert.That(SnapshotDigest.Of(new Release { Name = "foo" }), Is.EqualTo("sha256:f1498f27a16a09cd7e1ee610d924df065c03d30035638babc95dd9a8d412ce4d"));

    [Test]
    public void Tests_that_were_run_by_hand_change_nothing()
    {
        Release release = new() { Name = "web", Version = 3, Hooks = [new Hook { Name = "probe", Events = [HookEvents.Test] }] };
        Assert.That(SnapshotDigest.Of(release), Is.EqualTo(SnapshotDigest.Of(release with { Hooks = null })));
        Assert.That(SnapshotDigest.Of(release), Is.Not.EqualTo(SnapshotDigest.Of(release with { Hooks = [new Hook { Name = "migrate", Events = [HookEvents.PreUpgrade] }] })));
    }

    /// <summary>Hashed from the text that Go makes of an observation, whose last field is left out where it is empty.</summary>
    [Test]
    public void The_artifact_that_a_chart_came_as_counts()
    {
        Release release = new() { Name = "foo" };
        string text = ReleaseCodec.ToObservation(release);
        Assert.That(ReleaseCodec.ToObservation(release, "sha256:a"), Is.EqualTo(text[..^2] + ",\"ociDigest\":\"sha256:a\"}\n"));
        Assert.That(SnapshotDigest.Of(release, ""), Is.EqualTo(SnapshotDigest.Of(release)));
    }
}
