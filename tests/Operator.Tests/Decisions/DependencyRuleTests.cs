using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

public sealed class DependencyRuleTests
{
    private static readonly DependencyView Missing = new() { NotReady = "dependency 'apps/db' is not ready" };

    [Test]
    public void An_install_waits_for_what_it_depends_on()
    {
        Decision decision = DecisionRules.Decide(Given.Settled() with { History = Releases.Storage.History.Empty, Dependencies = Missing });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("False DependencyNotReady: dependency 'apps/db' is not ready"));
            Assert.That(decision.Event, Is.EqualTo(new Notice(IsWarning: false, Reasons.DependencyNotReady, "dependency 'apps/db' is not ready")));
        });
    }

    [Test]
    public void An_install_waits_even_where_the_source_is_not_there_yet() => Assert.That(
        DecisionRules.Decide(Given.Settled() with { History = Releases.Storage.History.Empty, Dependencies = Missing, Desired = null, Source = new SourceState(SourcePhase.Failed, Message: "no chart") }).Ready(),
        Does.StartWith("False DependencyNotReady"));

    [Test]
    public void An_upgrade_waits_as_well() =>
        Assert.That(DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer, Dependencies = Missing }).Ready(), Does.StartWith("False DependencyNotReady"));

    [Test]
    public void What_runs_already_stays_ready() => Assert.That(DecisionRules.Decide(Given.Settled() with { Dependencies = Missing }).Ready(), Does.StartWith("True"));

    [Test]
    public void It_is_looked_at_again_when_a_dependency_has_been_ready_long_enough() => Assert.That(
        DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer, Dependencies = Missing with { DueAt = Given.Now + TimeSpan.FromMinutes(1) } }).WakeAt,
        Is.EqualTo(Given.Now + TimeSpan.FromMinutes(1)));

    [Test]
    public void A_circle_stalls_each_of_its_members_whatever_runs() => Assert.That(
        DecisionRules.Decide(Given.Settled() with { Dependencies = new DependencyView { Cycle = "apps/web → apps/db → apps/web" } }).Stalled(),
        Is.EqualTo("True DependencyCycle: spec.dependsOn: HelmReleases depend on each other in a circle: apps/web → apps/db → apps/web; take one of these dependencies away"));

    [Test]
    public void A_held_release_does_not_ask_for_dependencies() => Assert.That(
        DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { RollbackTo = new RollbackToSpec { Revision = 1 } })) with { Desired = null, Dependencies = Missing }).Ready(),
        Does.Not.Contain("Dependency"));

    [TestCase(0, true)]
    [TestCase(9, true)]
    [TestCase(10, false)]
    public void An_uninstall_waits_a_moment_for_dependents_that_are_to_stay(int seconds, bool waits)
    {
        Decision decision = DecisionRules.Decide(Deleted(seconds) with { Dependencies = new DependencyView { StayingDependents = ["apps/front"] } });
        Assert.That(decision.Step, waits ? Is.Null : Is.EqualTo(new Step.PrepareUninstall(null, null)));
        Assert.That(decision.WakeAt, waits ? Is.EqualTo(Given.Now + TimeSpan.FromSeconds(10 - seconds)) : Is.Null);
    }

    [Test]
    public void An_uninstall_waits_for_dependents_that_go_as_well_as_long_as_they_take()
    {
        Decision decision = DecisionRules.Decide(Deleted(3600) with { Dependencies = new DependencyView { GoingDependents = ["apps/front"] } });
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Is.EqualTo("False DependentsRemain: the uninstall waits for HelmReleases that depend on this one: apps/front"));
    }

    private static Observation Deleted(int seconds) =>
        Given.Settled(Given.Release(metadata: $$"""{"deletionTimestamp":"{{Given.Now.AddSeconds(-seconds).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}"""));
}
