using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class MoveRuleTests
{
    private static readonly MoveRecord Record = MoveRecord.Of("name web -> shop", []);

    [TestCase("apps", "apps", "shop", "name web -> shop")]
    [TestCase("apps", "other", "web", "namespace apps -> other")]
    [TestCase("vault", "apps", "web", "storage namespace apps -> vault")]
    [TestCase("vault", "other", "shop", "storage namespace apps -> vault")]
    public void A_release_that_is_to_be_elsewhere_moves(string storage, string ns, string name, string why) =>
        Assert.That(DecisionRules.Decide(Moving(storage, ns, name)).Step, Is.EqualTo(new Step.PrepareMove(Given.Newer, why)));

    [TestCase(ChartNameChangeStrategy.Reinstall, "shop", true)]
    [TestCase(ChartNameChangeStrategy.InPlaceUpdate, "shop", false)]
    [TestCase(ChartNameChangeStrategy.Reinstall, "web", false)]
    public void A_chart_of_another_name_is_installed_anew_unless_it_is_to_be_upgraded(ChartNameChangeStrategy strategy, string chart, bool moves)
    {
        DesiredState desired = Given.Newer with { Chart = Given.Chart with { Name = chart } };
        HelmRelease release = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { ChartNameChangeStrategy = strategy } });
        Step? step = DecisionRules.Decide(Given.Settled(release) with { Desired = desired }).Step;
        Assert.That(step, moves ? Is.EqualTo(new Step.PrepareMove(desired, $"chart web -> {chart}")) : Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void A_release_that_Helm_made_is_adopted_and_upgraded_to_a_chart_of_another_name()
    {
        Observation seen = Given.Settled() with { IsForeign = true, History = Given.Stored(Given.Revision(1, "deployed", null) with { Chart = Given.Chart }), Desired = Given.Newer with { Chart = Given.Chart with { Name = "shop" } } };
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void Nothing_moves_while_the_place_is_somebody_elses()
    {
        Decision decision = DecisionRules.Decide(Moving("apps", "apps", "shop", there => there with { IsOwnedByOther = true, History = Given.Stored(Given.Revision(1, "deployed", Given.Record() with { Owner = "apps/other", Uid = "u2" })) }));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Does.StartWith("False ReleaseOwned: release apps/shop belongs to HelmRelease apps/other"));
    }

    [Test]
    public void Nothing_moves_into_a_namespace_that_is_missing()
    {
        Decision decision = DecisionRules.Decide(Moving("apps", "other", "web", there => there with { IsNamespaceMissing = true }));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Does.StartWith("False NamespaceMissing: namespace other "));
    }

    [Test]
    public void A_release_may_leave_a_namespace_that_is_missing() =>
        Assert.That(DecisionRules.Decide(Moving("apps", "other", "web") with { IsNamespaceMissing = true }).Step, Is.TypeOf<Step.PrepareMove>());

    [Test]
    public void A_refused_move_is_not_tried_again_at_once()
    {
        Decision decision = DecisionRules.Decide(Moving("apps", "apps", "shop") with { Failure = new StepFailure(Reasons.Refused, "Service/web: no", "Service/web", Given.Newer.Attempt) });
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Does.StartWith("False UpgradeFailed: Service/web: no"));
    }

    [Test]
    public void An_uninstall_for_a_move_that_failed_is_tried_again_with_back_off()
    {
        Observation seen = Moving("apps", "apps", "shop") with { History = Given.Stored(Given.Revision(1, "failed", Given.Record(OperationType.Uninstall) with { Inputs = null, Attempt = null, Move = Record, Failure = "stuck" })) };
        Decision waiting = DecisionRules.Decide(seen);
        Assert.That(waiting.Step, Is.Null);
        Assert.That(waiting.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(30)));
        Assert.That(DecisionRules.Decide(seen with { Now = Given.Now + TimeSpan.FromMinutes(1) }).Step, Is.EqualTo(new Step.PrepareUninstall(null, null)));
    }

    [Test]
    public void After_it_nothing_of_the_old_release_is_left_in_the_status()
    {
        HelmReleaseStatus status = new() { History = [], StorageNamespace = "apps", InstallFailures = 1, Rejected = new RejectedStatus { Digest = "d", Reason = "r" } };
        Observation seen = Given.Running(OperationType.Uninstall, OperationPhase.PostHooks, release: Given.Release(status: status));
        Decision decision = DecisionRules.Decide(seen with { Operation = seen.Operation! with { Record = seen.Operation.Record with { Move = Record } } });
        Assert.That(decision.Step, Is.EqualTo(new Step.FinishUninstall()));
        Assert.That((decision.Status.History, decision.Status.StorageNamespace, decision.Status.InstallFailures, decision.Status.Rejected), Is.EqualTo(((object?)null, (object?)null, (object?)null, (object?)null)));
        Assert.That(decision.Event!.Message, Does.EndWith("which moves: name web -> shop; 0 objects are handed over"));
    }

    [Test]
    public void What_moves_and_is_deleted_goes_altogether()
    {
        Observation seen = Given.Running(OperationType.Uninstall, OperationPhase.Wait, release: Given.Release(metadata: """{"deletionTimestamp":"2026-03-01T11:59:00Z"}"""));
        Assert.That(DecisionRules.Decide(seen with { Operation = seen.Operation! with { Record = seen.Operation.Record with { Move = Record } } }).Step, Is.EqualTo(new Step.AbandonMove()));
    }

    private static Observation Moving(string storage, string ns, string name, Func<Observation, Observation>? there = null)
    {
        Observation wanted = new() { Release = Given.Release().At(storage, name, ns), Now = Given.Now };
        return Given.Settled(Given.Release().At("apps", "web", "apps")) with { Desired = Given.Newer, There = there?.Invoke(wanted) ?? wanted };
    }

    [Test]
    public void A_release_moves_into_a_namespace_that_it_is_to_create_although_it_is_stored_already()
    {
        Observation seen = Moving("apps", "other", "web", there => there with
        {
            IsNamespaceMissing = true,
            History = Given.Stored(Given.Revision(1, "deployed", Given.Record())),
            Release = there.Release with { Spec = there.Release.Spec with { Install = new InstallSpec { CreateNamespace = true } } },
        });
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.PrepareMove>());
    }
}
