using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

public sealed class MarkGoodRuleTests
{
    private static readonly DesiredState Older = new(Given.Chart, "inputs-0", "attempt-0", "values-0");

    [Test]
    public void A_revision_that_was_deployed_is_marked()
    {
        Decision decision = DecisionRules.Decide(Asked("1/a"));
        Assert.That(decision.Step, Is.EqualTo(new Step.MarkGood(1)));
        Assert.That(decision.Status.LastHandledMarkGood, Is.EqualTo("1/a"));
        Assert.That(decision.Event!.Reason, Is.EqualTo(Reasons.MarkedGood));
    }

    [Test]
    public void It_is_marked_while_an_operation_runs()
    {
        HelmRelease release = Given.Release(metadata: """{"annotations":{"steersman.dev/mark-good":"1/a"}}""");
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Wait, release: release)).Step, Is.EqualTo(new Step.MarkGood(1)));
    }

    [TestCase("latest", "its form is")]
    [TestCase("1/", "its form is")]
    [TestCase("7/a", "revision 7 is not in the history")]
    [TestCase("2/a", "revision 2 is failed")]
    public void A_request_that_cannot_be_followed_is_told_and_counts_as_handled(string request, string why)
    {
        Decision decision = DecisionRules.Decide(Asked(request));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Event!.Message, Does.Contain(why));
        Assert.That(decision.Status.LastHandledMarkGood, Is.EqualTo(request));
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now));
    }

    [Test]
    public void A_handled_token_is_not_followed_again()
    {
        Observation seen = Asked("1/a");
        Assert.That(DecisionRules.Decide(seen with { Release = seen.Release with { Status = new HelmReleaseStatus { LastHandledMarkGood = "1/a" } } }).Step, Is.Null);
    }

    [Test]
    public void The_history_shows_the_mark()
    {
        Observation settled = Given.Settled();
        Decision decision = DecisionRules.Decide(settled with { History = Given.Stored(settled.History.Newest! with { IsGood = true }) });
        Assert.That(decision.Status.History![0].MarkedGood, Is.True);
    }

    private static Observation Asked(string request) => Given.Settled(Given.Release(metadata: $$$"""{"annotations":{"steersman.dev/mark-good":"{{{request}}}"}}""")) with
    {
        History = Given.Stored(
            Given.Revision(3, "deployed", Given.Record()),
            Given.Revision(2, "failed", Given.Record(OperationType.Upgrade, Older)),
            Given.Revision(1, "superseded", Given.Record(made: Older))),
    };
}
