using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

/// <summary>The cluster of a release cannot be asked, or only as somebody who may not see it.</summary>
public sealed class ConnectionRuleTests
{
    private const string Deleted = """{"deletionTimestamp":"2026-03-01T11:59:50Z"}""";
    private const string DeletedLongAgo = """{"deletionTimestamp":"2026-03-01T11:50:00Z"}""";

    private static readonly HelmReleaseStatus Known = new() { StorageNamespace = "apps", Release = new ReleaseSummary { Name = "web", Namespace = "apps", Revision = 3, Status = "deployed" } };
    private static readonly ConnectionProblem Away = new(Reasons.Forbidden, "no right", RetryAt: Given.Now + TimeSpan.FromSeconds(30));
    private static readonly ConnectionProblem Gone = new(Reasons.ServiceAccountMissing, "service account apps/deployer does not exist", IsGone: true);

    [Test]
    public void What_is_wrong_is_told_and_what_was_known_stays()
    {
        Decision decision = Decide(Away, status: Known);
        Condition ready = decision.Status.Find(ConditionTypes.Ready)!;
        Assert.That((decision.Step, decision.WakeAt, ready.Status, ready.Reason, ready.Message), Is.EqualTo(((Step?)null, Away.RetryAt, "False", Reasons.Forbidden, "no right")));
        Assert.That((decision.Status.Release, decision.Status.ObservedGeneration, decision.Event!.IsWarning), Is.EqualTo((Known.Release, (long?)2, true)));
    }

    [Test]
    public void A_suspended_release_is_left_alone() =>
        Assert.That(Decide(Away, spec => spec with { Suspend = true }).Status.Find(ConditionTypes.Ready), Is.Null);

    [Test]
    public void A_spec_that_is_wrong_in_itself_comes_first() =>
        Assert.That(
            DecisionRules.Decide(Observe(Away) with { SpecError = new SpecProblem(Reasons.InvalidSpec, "wrong") }).Status.Find(ConditionTypes.Ready)!.Reason,
            Is.EqualTo(Reasons.InvalidSpec));

    [Test]
    public void A_deletion_waits_for_what_may_come_back()
    {
        Decision decision = Decide(Away, metadata: Deleted, status: Known);
        Assert.That((decision.Step, decision.Status.Find(ConditionTypes.Ready)!.Reason, decision.WakeAt), Is.EqualTo(((Step?)null, Reasons.Forbidden, Away.RetryAt)));
    }

    [Test]
    public void Without_what_is_needed_to_get_at_the_release_it_is_left_and_named()
    {
        Decision decision = Decide(Gone, metadata: Deleted, status: Known);
        Assert.That(decision.Step, Is.EqualTo(new Step.RemoveFinalizer()));
        Assert.That((decision.Event!.Reason, decision.Event.IsWarning, decision.Event.IsToldElsewhere), Is.EqualTo((Reasons.Orphaned, true, false)));
        Assert.That(decision.Event.Message, Is.EqualTo("service account apps/deployer does not exist: release apps/web is left as it is, objects and Helm's history"));
    }

    [TestCase(false, false)]
    [TestCase(true, true)]
    public void A_HelmRelease_that_never_came_to_a_release_goes_without_a_word(bool hasRecords, bool isTold)
    {
        Decision decision = DecisionRules.Decide(Observe(Gone, metadata: Deleted) with { HasRecords = hasRecords });
        Assert.That((decision.Step, decision.Event is not null), Is.EqualTo(((Step)new Step.RemoveFinalizer(), isTold)));
    }

    [TestCase(Deleted, false)]
    [TestCase(DeletedLongAgo, true)]
    public void TimeoutPolicy_Orphan_ends_the_wait_after_the_timeout(string metadata, bool isLeft)
    {
        Decision decision = Decide(Away with { RetryAt = null }, spec => spec with { Uninstall = new UninstallSpec { TimeoutPolicy = UninstallTimeoutPolicy.Orphan } }, metadata, Known);
        Assert.That(decision.Step is Step.RemoveFinalizer, Is.EqualTo(isLeft));
        Assert.That(decision.WakeAt, Is.EqualTo(isLeft ? (DateTimeOffset?)null : new DateTimeOffset(2026, 3, 1, 12, 4, 50, TimeSpan.Zero)));
    }

    [TestCase(Deleted, false)]
    [TestCase(DeletedLongAgo, true)]
    public void A_namespace_that_goes_is_not_held_up(string metadata, bool isLeft)
    {
        Decision decision = DecisionRules.Decide(Observe(Away, metadata: metadata, status: Known) with { IsOwnNamespaceTerminating = true });
        Assert.That((decision.Step is Step.RemoveFinalizer, decision.Event?.IsToldElsewhere ?? false), Is.EqualTo((isLeft, isLeft)));
    }

    [Test]
    public void Nothing_is_written_for_a_HelmRelease_whose_namespace_goes_first()
    {
        Observation seen = Observe(Gone, status: Known) with { IsOwnNamespaceTerminating = true };
        Assert.That(DecisionRules.Decide(seen), Is.EqualTo(new Decision(null, Known)));
    }

    [Test]
    public void Policy_Keep_needs_no_connection() =>
        Assert.That(Decide(Away, spec => spec with { DeletionPolicy = DeletionPolicy.Keep }, Deleted, Known).Step, Is.EqualTo(new Step.RemoveFinalizer()));

    [TestCase(false, null)]
    [TestCase(true, typeof(Step.PrepareRevision))]
    public void What_was_refused_for_want_of_a_right_is_tried_again_when_rights_change(bool hasNewRights, Type? step)
    {
        HelmReleaseStatus refused = new()
        {
            Rejected = new RejectedStatus { Digest = Given.Newer.Attempt, Reason = Reasons.Forbidden, Message = "no right", Since = Given.Now },
            NextRetryAt = Given.Now + TimeSpan.FromMinutes(1),
        };
        Observation seen = Given.Settled(Given.Release(status: refused)) with { Desired = Given.Newer, HasNewRights = hasNewRights };
        Assert.That(DecisionRules.Decide(seen).Step?.GetType(), Is.EqualTo(step));
    }

    private static Decision Decide(ConnectionProblem problem, Func<HelmReleaseSpec, HelmReleaseSpec>? change = null, string? metadata = null, HelmReleaseStatus? status = null) =>
        DecisionRules.Decide(Observe(problem, change, metadata, status));

    private static Observation Observe(ConnectionProblem problem, Func<HelmReleaseSpec, HelmReleaseSpec>? change = null, string? metadata = null, HelmReleaseStatus? status = null) =>
        new() { Release = Given.Release(change, status, metadata), Connection = problem, Now = Given.Now };
}
