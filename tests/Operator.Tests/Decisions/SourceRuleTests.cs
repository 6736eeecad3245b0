using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

internal sealed class SourceRuleTests
{
    [Test]
    public void A_source_that_nothing_but_a_change_would_help_stalls_with_its_reason_and_a_warning()
    {
        SourceState source = new(SourcePhase.Refused, Message: "not from here") { Reason = Reasons.AccessDenied };
        Decision decision = DecisionRules.Decide(Given.Settled() with { Desired = null, Source = source });

        Assert.That(decision.Stalled(), Is.EqualTo("True AccessDenied: not from here"));
        Assert.That(decision.Event, Is.EqualTo(new Notice(IsWarning: true, Reasons.AccessDenied, "not from here")));
        Assert.That((decision.Step, decision.WakeAt), Is.EqualTo(((Step?)null, (DateTimeOffset?)null)));
    }

    [Test]
    public void A_source_that_is_not_ready_is_told_and_waited_for_without_a_time()
    {
        SourceState source = new(SourcePhase.Failed, Message: "no artifact") { Reason = Reasons.SourceNotReady };
        Decision decision = DecisionRules.Decide(Given.Settled() with { Desired = null, Source = source });

        Assert.That(decision.Status.Find("Ready")?.Reason, Is.EqualTo(Reasons.SourceNotReady));
        Assert.That(decision.WakeAt, Is.Null);
    }
}
