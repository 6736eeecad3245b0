using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class StaleRuleTests
{
    [TestCase(2, "u1", true)]
    [TestCase(3, "u1", false)]
    [TestCase(3, "u0", true)]
    public void What_was_made_for_a_generation_that_was_not_seen_yet_is_left_alone(int generation, string uid, bool acts)
    {
        Observation seen = Given.Settled() with
        {
            Desired = Given.Newer,
            History = Given.Stored(Given.Revision(1, "deployed", Given.Record() with { Generation = generation, Uid = uid })),
        };
        Assert.That(DecisionRules.Decide(seen).Step, acts ? Is.TypeOf<Step.PrepareRevision>() : Is.Null);
    }

    [Test]
    public void An_operation_for_a_newer_generation_is_not_superseded_by_the_older_one()
    {
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.Wait);
        OperationRecord record = seen.Operation!.Record with { Generation = 3 };
        seen = seen with { History = Given.Stored(Given.Revision(2, "pending-upgrade", record), Given.Revision(1, "deployed", Given.Record())), Operation = seen.Operation with { Record = record } };
        Assert.That(DecisionRules.Decide(seen).Step, Is.Null);
    }
}
