using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

/// <summary>The namespace of the HelmRelease is being deleted.</summary>
public sealed class TerminatingRuleTests
{
    private const string Deleted = """{"deletionTimestamp":"2026-03-01T11:59:50Z"}""";
    private const string DeletedLongAgo = """{"deletionTimestamp":"2026-03-01T11:59:40Z"}""";

    [TestCase(null)]
    [TestCase(OperationPhase.PreHooks)]
    [TestCase(OperationPhase.Wait)]
    public void Nothing_new_begins_and_nothing_goes_on(OperationPhase? phase)
    {
        Observation seen = phase is { } running ? Given.Running(OperationType.Upgrade, running) : Given.Settled() with { Desired = Given.Newer };
        Assert.That(DecisionRules.Decide(seen with { IsOwnNamespaceTerminating = true }).Step, Is.Null);
    }

    [Test]
    public void A_HelmRelease_without_the_finalizer_gets_none_any_more() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: """{"finalizers":[]}""")) with { IsOwnNamespaceTerminating = true }).Step, Is.Null);

    [Test]
    public void A_HelmRelease_that_is_deleted_takes_what_it_has_elsewhere_along() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: Deleted)) with { IsOwnNamespaceTerminating = true }).Step, Is.EqualTo(new Step.LeaveNamespace()));

    [Test]
    public void An_uninstall_under_way_ends_so_too() =>
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Uninstall, OperationPhase.PreHooks, release: Given.Release(metadata: Deleted)) with { IsOwnNamespaceTerminating = true }).Step, Is.EqualTo(new Step.LeaveNamespace()));

    [Test]
    public void Policy_Keep_leaves_everything_as_it_is() =>
        Assert.That(
            DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { DeletionPolicy = DeletionPolicy.Keep }, metadata: Deleted)) with { IsOwnNamespaceTerminating = true }).Step,
            Is.EqualTo(new Step.RemoveFinalizer()));

    [Test]
    public void What_cannot_be_deleted_is_tried_for_a_while()
    {
        Decision decision = DecisionRules.Decide(Failing(Deleted));
        Assert.That((decision.Step, decision.WakeAt), Is.EqualTo(((Step?)null, (DateTimeOffset?)(Given.Now + TimeSpan.FromSeconds(2)))));
    }

    [Test]
    public void Then_it_is_left_and_named_in_the_operators_namespace()
    {
        Decision decision = DecisionRules.Decide(Failing(DeletedLongAgo));
        Assert.That(decision.Step, Is.EqualTo(new Step.RemoveFinalizer()));
        Assert.That((decision.Event!.Reason, decision.Event.IsToldElsewhere), Is.EqualTo((Reasons.Orphaned, true)));
        Assert.That(decision.Event.Message, Does.EndWith("these objects elsewhere could not be deleted and stay: ClusterRole/web: no"));
    }

    private static Observation Failing(string metadata) => Given.Settled(Given.Release(metadata: metadata)) with
    {
        IsOwnNamespaceTerminating = true,
        Failure = new StepFailure(Reasons.UninstallFailed, "ClusterRole/web: no"),
    };
}
