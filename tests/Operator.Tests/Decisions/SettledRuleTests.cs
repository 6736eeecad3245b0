using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

public sealed class SettledRuleTests
{
    [Test]
    public void A_settle_that_was_cut_off_is_finished()
    {
        Observation seen = Given.Settled() with { History = Given.Stored(Given.Revision(2, "deployed", Given.Record(OperationType.Upgrade)), Given.Revision(1, "deployed", Given.Record())) };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.SupersedeOlder()));
    }

    [Test]
    public void A_pending_revision_below_the_one_that_runs_counts_as_failed()
    {
        Observation seen = Given.Settled() with
        {
            History = Given.Stored(Given.Revision(3, "deployed", Given.Record()), Given.Revision(2, "pending-upgrade", Given.Record(OperationType.Upgrade)), Given.Revision(1, "superseded", Given.Record())),
        };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.FailRevision(2, "superseded by revision 3 before it was ready", IsSuperseded: true)));
    }

    [Test]
    public void What_runs_as_asked_for_is_ready()
    {
        Decision decision = DecisionRules.Decide(Given.Settled());
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("True InstallSucceeded: Helm install succeeded for release apps/web.v1 with chart web@1.0.0"));
            Assert.That(decision.Status.Release!.Chart, Is.EqualTo("web-1.0.0"));
        });
    }

    [Test]
    public void The_same_observation_twice_writes_the_same_status()
    {
        Decision first = DecisionRules.Decide(Given.Settled());
        Decision second = DecisionRules.Decide(Given.Settled(Given.Release(status: first.Status)) with { Now = Given.Now + TimeSpan.FromHours(1) });
        Assert.That(StatusPatch.Between(ReleaseKind.Own, first.Status, second.Status), Is.Null);
    }

    [Test]
    public void An_object_that_stays_unavailable_turns_ready_to_false_and_back()
    {
        RolloutView unavailable = new() { IsReady = false, UnavailableSince = Given.Now, UnavailableMessage = "Deployment/web: 0 of 1 pods available" };
        Decision waiting = DecisionRules.Decide(Given.Settled() with { Rollout = unavailable });
        Assert.That(waiting.Ready(), Does.StartWith("True"));
        Assert.That(waiting.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(60)));
        Decision degraded = DecisionRules.Decide(Given.Settled() with { Rollout = unavailable, Now = waiting.WakeAt!.Value });
        Assert.That(degraded.Ready(), Is.EqualTo("False Degraded: Deployment/web: 0 of 1 pods available"));
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(status: degraded.Status))).Ready(), Does.StartWith("True"));
    }

    [TestCase(DriftDetectionMode.Disabled, ": set spec.driftDetection.mode to enabled, or ask for an upgrade by the annotation forceAt")]
    [TestCase(DriftDetectionMode.Warn, ": set spec.driftDetection.mode to enabled, or ask for an upgrade by the annotation forceAt")]
    [TestCase(DriftDetectionMode.Enabled, "")]
    public void What_is_missing_is_named_with_the_way_out_where_nobody_puts_it_back(DriftDetectionMode mode, string way)
    {
        HelmRelease release = Given.Release(spec => spec with { DriftDetection = new DriftDetectionSpec { Mode = mode } });
        RolloutView missing = new() { IsReady = false, UnavailableSince = Given.Now - TimeSpan.FromMinutes(1), UnavailableMessage = "Deployment/web: is missing", IsMissing = true };
        Assert.That(DecisionRules.Decide(Given.Settled(release) with { Rollout = missing }).Ready(), Is.EqualTo($"False Degraded: Deployment/web: is missing{way}"));
    }

    [Test]
    public void Zero_turns_degradation_off()
    {
        HelmRelease release = Given.Release(spec => spec with { Wait = new WaitSpec { DegradedAfter = TimeSpan.Zero } });
        RolloutView unavailable = new() { IsReady = false, UnavailableSince = Given.Now - TimeSpan.FromDays(1) };
        Assert.That(DecisionRules.Decide(Given.Settled(release) with { Rollout = unavailable }).Ready(), Does.StartWith("True"));
    }

    [Test]
    public void A_suspended_release_is_left_as_it_is()
    {
        Decision decision = DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { Suspend = true })) with { Desired = Given.Newer });
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Status.ObservedGeneration, Is.EqualTo(2));
    }

    [Test]
    public void The_finalizer_comes_first() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: """{"finalizers":[]}"""))).Step, Is.EqualTo(new Step.AddFinalizer()));

    [Test]
    public void A_release_of_another_owner_is_refused_by_name() =>
        Assert.That(DecisionRules.Decide(Given.Settled() with { IsOwnedByOther = true }).Stalled(), Does.StartWith("True ReleaseOwned: release apps/web belongs to HelmRelease apps/web"));
}
