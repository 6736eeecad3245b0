using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Drift;

namespace Steersman.Kubernetes.Status.Tests.Drift;

public sealed class DriftTargetTests
{
    private static readonly DriftStamp At10 = new(10, 0, 1, 0);
    private static readonly DriftStamp At12 = new(12, 0, 2, 0);

    [Test]
    public void What_nobody_looked_at_is_open() => Assert.That(Target(null, null).IsOpen, Is.True);

    [Test]
    public void What_was_judged_before_the_watch_shows_anything_is_not() => Assert.That(Target(null, At10).IsOpen, Is.False);

    [Test]
    public void Own_writes_are_known_by_the_stamp_of_their_answer() => Assert.That(Target(At12, At12).IsOpen, Is.False);

    [Test]
    public void A_write_after_the_judgement_opens_it() => Assert.That(Target(At12, At10).IsOpen, Is.True);

    [Test]
    public void What_the_watch_shows_late_does_not() => Assert.That(Target(At10, At12).IsOpen, Is.False);

    [Test]
    public void A_deletion_opens_it_whatever_was_known() => Assert.That(Target(DriftStamp.Missing, At12).IsOpen, Is.True);

    [Test]
    public void A_deletion_that_was_looked_at_is_known() => Assert.That(Target(DriftStamp.Missing, DriftStamp.Missing).IsOpen, Is.False);

    [Test]
    public void An_object_that_came_back_is_open() => Assert.That(Target(At10, DriftStamp.Missing).IsOpen, Is.True);

    private static DriftTarget Target(DriftStamp? seen, DriftStamp? judged)
    {
        DriftObject item = new(ResourceMapping.Known("", "v1", "ConfigMap", "configmaps"), new NamespacedName("apps", "web"), 0);
        return new DriftTarget(new NamespacedName("apps", "web"), item) { Seen = seen, Judged = judged };
    }
}
