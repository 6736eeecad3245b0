using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

public sealed class CommandRuleTests
{
    private static readonly DesiredState Older = new(Given.Chart, "inputs-0", "attempt-0", "values-0");

    [Test]
    public void A_rollback_that_is_asked_for_rejects_what_it_replaces()
    {
        Decision decision = DecisionRules.Decide(Asked("1/a"));
        Step.PrepareRollback step = (Step.PrepareRollback)decision.Step!;
        Assert.That((step.Target, step.Rejected, step.Code, step.Token), Is.EqualTo((1, "attempt-1", "RolledBackByHand", "1/a")));
        Assert.That(decision.Status.LastHandledRollback, Is.EqualTo("1/a"));
    }

    [Test]
    public void After_it_the_spec_waits_for_a_change()
    {
        Observation seen = Asked("1/a") with
        {
            History = Given.Stored(Given.Revision(3, "deployed", Given.Record(OperationType.Rollback, Older) with { Target = 1, Rejected = "attempt-1", Cause = "rolled back", Code = "RolledBackByHand", Token = "1/a" })),
        };
        Decision decision = DecisionRules.Decide(seen);
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("False RolledBackByHand: rolled back"));
            Assert.That(decision.Stalled(), Does.StartWith("True Rejected: "));
            Assert.That(decision.Status.Failure, Is.Null);
        });
        Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [TestCase("latest", "its form is")]
    [TestCase("1/", "its form is")]
    [TestCase("0/a", "its form is")]
    [TestCase("7/a", "revision 7 is not in the history")]
    [TestCase("2/a", "revision 2 holds the content of revision 2 already")]
    public void A_request_that_cannot_be_followed_is_told_and_counts_as_handled(string request, string why)
    {
        Decision decision = DecisionRules.Decide(Asked(request));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Event!.Message, Does.Contain(why));
        Assert.That(decision.Status.LastHandledRollback, Is.EqualTo(request));
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now));
    }

    [Test]
    public void A_handled_token_is_not_followed_again()
    {
        Observation seen = Asked("1/a");
        Assert.That(DecisionRules.Decide(seen with { Release = seen.Release with { Status = new HelmReleaseStatus { LastHandledRollback = "1/a" } } }).Step, Is.Null);
    }

    [Test]
    public void A_pending_revision_of_somebody_else_is_unlocked_where_that_is_asked_for()
    {
        HelmRelease release = Given.Release(metadata: """{"annotations":{"steersman.dev/unlock":"u"}}""");
        Decision decision = DecisionRules.Decide(Given.Settled(release) with { History = Given.Stored(Given.Revision(2, "pending-upgrade", null)) });
        Assert.That(decision.Step, Is.TypeOf<Step.FailRevision>());
        Assert.That(decision.Status.LastHandledUnlock, Is.EqualTo("u"));
    }

    private static Observation Asked(string request) => Given.Settled(Given.Release(metadata: $$$"""{"annotations":{"steersman.dev/rollback":"{{{request}}}"}}""")) with
    {
        History = Given.Stored(Given.Revision(2, "deployed", Given.Record()), Given.Revision(1, "superseded", Given.Record(made: Older))),
    };
}
