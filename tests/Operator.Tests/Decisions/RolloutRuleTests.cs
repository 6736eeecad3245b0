using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class RolloutRuleTests
{
    [Test]
    public void Nothing_stored_means_install() =>
        Assert.That(DecisionRules.Decide(Given.Settled() with { History = History.Empty }).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install")));

    [Test]
    public void An_uninstalled_release_with_kept_history_is_installed_again() =>
        Assert.That(
            DecisionRules.Decide(Given.Settled() with { History = Given.Stored(Given.Revision(3, "uninstalled", null)) }).Step,
            Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install")));

    [TestCase(null, "deployed", true)]
    [TestCase(null, "uninstalling", true)]
    [TestCase(null, null, false, Description = "there never was a release, or this operator removed it")]
    [TestCase("uninstalled", "deployed", true)]
    public void An_uninstall_by_somebody_else_is_followed_by_the_spec_with_a_warning(string? stored, string? told, bool isWarned)
    {
        HelmRelease release = Given.Release(status: new HelmReleaseStatus { Release = told is null ? null : new ReleaseSummary { Name = "web", Namespace = "apps", Revision = 1, Status = told } });
        Decision decision = DecisionRules.Decide(Given.Settled(release) with { History = stored is null ? History.Empty : Given.Stored(Given.Revision(1, stored, null)) });
        Assert.That(decision.Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install")));
        Assert.That(decision.Event is { IsWarning: true, Reason: "ForeignUninstall" }, Is.EqualTo(isWarned));
    }

    [Test]
    public void Other_inputs_mean_upgrade() =>
        Assert.That(DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer }).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Newer, "values")));

    [Test]
    public void An_attempt_tells_its_artifact_and_forgets_how_long_the_one_before_took()
    {
        HelmReleaseStatus before = new() { LastAttemptedRevisionDigest = "sha256:a", LastAttemptedReleaseActionDuration = "5s" };
        Observation seen = Given.Settled(Given.Release(status: before)) with { Desired = Given.Newer with { OciDigest = "sha256:b" } };
        HelmReleaseStatus status = DecisionRules.Decide(seen).Status;
        Assert.That((status.LastAttemptedRevisionDigest, status.LastAttemptedReleaseActionDuration), Is.EqualTo(("sha256:b", (string?)null)));
    }

    [TestCase("sha256:b", "sha256:b")]
    [TestCase(null, null, Description = "a revision whose chart came otherwise, under the number of an older one")]
    public void The_history_has_the_artifact_of_each_revision(string? recorded, string? shown)
    {
        HistoryEntry entry = new() { Version = 1, Name = "web", Namespace = "apps", Status = "deployed", OciDigest = "sha256:a" };
        Observation seen = Given.Settled() with { History = Given.Stored(Given.Revision(1, "deployed", Given.Record() with { OciDigest = recorded })) };
        Assert.That(HistoryProjection.Project(seen, [entry])!.Single().OciDigest, Is.EqualTo(shown));
        Assert.That(HistoryProjection.Project(seen with { History = Given.Stored(Given.Revision(1, "deployed", null)) }, [entry])!.Single().OciDigest, Is.EqualTo("sha256:a"), "a record that Helm took away");
    }

    [Test]
    public void A_new_chart_version_is_named_as_the_trigger()
    {
        DesiredState desired = Given.Newer with { Chart = Given.Chart with { Version = "1.1.0" } };
        Assert.That(DecisionRules.Decide(Given.Settled() with { Desired = desired }).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, desired, "chart 1.0.0 -> 1.1.0")));
    }

    [TestCase(2, "values object ConfigMap/base, Secret/keys")]
    [TestCase(3, "values", Description = "another spec")]
    public void An_object_with_values_that_changed_is_named_as_the_trigger(long generation, string trigger)
    {
        HelmRelease release = Given.Release(spec => spec with { ValuesFrom = [new ValuesReference { Kind = ValuesReferenceKind.ConfigMap, Name = "base" }] }, metadata: $"{{\"generation\":{generation}}}");
        Observation seen = Given.Settled(release) with { Desired = Given.Newer, Values = new ValuesState("values-2", null) { Changed = ["ConfigMap/base", "Secret/keys"] } };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Newer, trigger)));
    }

    [Test]
    public void A_changed_object_that_nobody_saw_change_is_named_as_such()
    {
        HelmRelease release = Given.Release(spec => spec with { ValuesFrom = [new ValuesReference { Kind = ValuesReferenceKind.ConfigMap, Name = "base" }] });
        Assert.That(DecisionRules.Decide(Given.Settled(release) with { Desired = Given.Newer }).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Newer, "values object")));
    }

    [Test]
    public void Another_attempt_with_the_same_inputs_changes_nothing() =>
        Assert.That(DecisionRules.Decide(Given.Settled() with { Desired = Given.Wanted with { Attempt = "attempt-9" } }).Step, Is.Null);

    [Test]
    public void A_superseded_failure_makes_way_for_the_newer_state()
    {
        Observation seen = Given.Settled() with
        {
            Desired = Given.Newer,
            History = Given.Stored(Given.Revision(2, "failed", Given.Record(OperationType.Upgrade) with { Attempt = null, Inputs = null }), Given.Revision(1, "deployed", Given.Record())),
        };
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void A_release_that_helm_made_alike_is_adopted_without_a_revision()
    {
        RevisionSummary byHelm = Given.Revision(4, "deployed", null) with { EqualsDesired = true };
        Assert.That(DecisionRules.Decide(Given.Settled() with { History = Given.Stored(byHelm), IsForeign = true }).Step, Is.EqualTo(new Step.AdoptRevision(4, Given.Wanted, "adopted")));
    }

    [Test]
    public void An_upgrade_by_hand_is_followed_by_the_spec_with_a_warning()
    {
        HelmRelease release = Given.Release(status: new HelmReleaseStatus { History = [new HistoryEntry { Version = 3, Name = "web", Namespace = "apps", Status = "deployed" }] });
        Decision decision = DecisionRules.Decide(Given.Settled(release) with { History = Given.Stored(Given.Revision(4, "deployed", null) with { EqualsDesired = false }) });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "by hand")));
            Assert.That(decision.Event!.IsWarning, Is.True);
        });
    }

    [Test]
    public void A_rollback_by_hand_rejects_the_spec_until_it_changes()
    {
        HelmRelease release = Given.Release(status: new HelmReleaseStatus { History = [new HistoryEntry { Version = 3, Name = "web", Namespace = "apps", Status = "deployed" }] });
        Observation seen = Given.Settled(release) with { History = Given.Stored(Given.Revision(4, "deployed", null) with { EqualsDesired = false, RollbackRevision = 2 }) };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That(decision.Step, Is.EqualTo(new Step.AdoptRevision(4, null, "by hand")));

        Observation after = seen with
        {
            Release = release with { Status = decision.Status },
            History = Given.Stored(Given.Revision(4, "deployed", Given.Record() with { Inputs = null, Attempt = null })),
        };
        Decision held = DecisionRules.Decide(after);
        Assert.Multiple(() =>
        {
            Assert.That(held.Step, Is.Null);
            Assert.That(held.Stalled(), Does.StartWith("True Rejected: rolled back to revision 2 by hand"));
        });
        Assert.That(DecisionRules.Decide(after with { Desired = Given.Newer }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void A_revision_that_cannot_be_read_stalls_the_release_by_name() =>
        Assert.That(
            DecisionRules.Decide(Given.Settled() with { History = Given.Stored(Given.Revision(4, "deployed", null) with { Unreadable = "illegal base64" }) }).Stalled(),
            Is.EqualTo("True ReleaseUnreadable: release apps/web.v4 cannot be read: illegal base64; restore its Secret from a backup, or delete it: the history then goes on without that revision"));

    [Test]
    public void A_missing_namespace_is_waited_for() =>
        Assert.That(
            DecisionRules.Decide(Given.Settled() with { History = History.Empty, IsNamespaceMissing = true }).Ready(),
            Does.StartWith("False NamespaceMissing: namespace apps is missing"));

    [Test]
    public void Missing_values_are_named_and_nothing_is_rolled_out()
    {
        Decision decision = DecisionRules.Decide(Given.Settled() with { History = History.Empty, Desired = null, Values = new ValuesState(null, "configmaps \"v\" not found") });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("False ValuesError: configmaps \"v\" not found"));
        });
    }

    [Test]
    public void A_chart_on_its_way_is_spoken_of_only_when_it_takes_long()
    {
        Observation seen = Given.Settled() with { History = History.Empty, Desired = null, Source = SourceState.Fetching(Given.Now) };
        Decision first = DecisionRules.Decide(seen);
        Assert.That(first.Ready(), Is.Null);
        Assert.That(first.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(2)));
        Assert.That(DecisionRules.Decide(seen with { Now = first.WakeAt!.Value }).Ready(), Is.EqualTo("Unknown Progressing: Fetching the chart"));
    }

    [Test]
    public void A_refusal_before_the_first_write_is_told_and_not_repeated()
    {
        StepFailure refused = new("Refused", "Deployment/web: spec.replicas: Invalid value", "Deployment/web", "attempt-2");
        Observation seen = Given.Settled() with { Desired = Given.Newer, Failure = refused };
        Decision decision = DecisionRules.Decide(seen);
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("False UpgradeFailed: Deployment/web: spec.replicas: Invalid value"));
            Assert.That(
                decision.Stalled(),
                Is.EqualTo("True RetriesExceeded: Failed to upgrade after 1 attempt(s); tried again when the desired state changes, or when the annotation reconcile.fluxcd.io/requestedAt asks"));
            Assert.That(decision.Status.Failure!.Code, Is.EqualTo("Refused"));
        });
        Observation later = seen with { Failure = null, Release = Given.Release(status: decision.Status) };
        Assert.That(DecisionRules.Decide(later).Step, Is.Null);
        Assert.That(DecisionRules.Decide(later with { Desired = Given.Newer with { Inputs = "inputs-3", Attempt = "attempt-3" } }).Step, Is.TypeOf<Step.PrepareRevision>());
        Assert.That(DecisionRules.Decide(later with { Release = Given.Release(status: decision.Status, metadata: """{"annotations":{"reconcile.fluxcd.io/requestedAt":"t1"}}""") }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void A_kind_that_the_server_lacks_is_tried_again_when_a_definition_comes_and_else_when_it_is_due()
    {
        StepFailure refused = new(Reasons.KindMissing, "no matches for kind \"Widget\"", null, "attempt-2", IsTransient: true);
        Decision decision = DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer, Failure = refused });
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(30)));
        Observation later = Given.Settled(Given.Release(status: decision.Status)) with { Desired = Given.Newer };
        Assert.That(DecisionRules.Decide(later).Step, Is.Null);
        Assert.That(DecisionRules.Decide(later with { HasNewDefinitions = true }).Step, Is.TypeOf<Step.PrepareRevision>());
        Assert.That(DecisionRules.Decide(later with { Now = decision.WakeAt!.Value }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [TestCase(Reasons.PreflightFailed, true, typeof(Step.PrepareRevision))]
    [TestCase(Reasons.PreflightFailed, false, null)]
    [TestCase(Reasons.Refused, true, null)]
    public void What_a_preflight_held_back_is_tried_again_when_what_it_missed_comes(string code, bool hasNewReferences, Type? step)
    {
        StepFailure blocked = new(code, "Secret/keys is not there", null, "attempt-2", IsTransient: true);
        Decision decision = DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer, Failure = blocked });
        Observation later = Given.Settled(Given.Release(status: decision.Status)) with { Desired = Given.Newer, HasNewReferences = hasNewReferences };
        Assert.That(DecisionRules.Decide(later).Step?.GetType(), Is.EqualTo(step));
    }

    [Test]
    public void A_transient_refusal_is_tried_again_when_it_is_due()
    {
        StepFailure refused = new("Refused", "the server is overloaded", null, "attempt-2", IsTransient: true);
        Decision decision = DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer, Failure = refused });
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(30)));
        Observation due = Given.Settled(Given.Release(status: decision.Status)) with { Desired = Given.Newer, Now = decision.WakeAt!.Value };
        Assert.That(DecisionRules.Decide(due).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [TestCase(Reasons.ObjectOwned)]
    [TestCase(Reasons.ObjectExists)]
    public void An_object_that_is_in_the_way_is_looked_for_again_at_the_interval(string code)
    {
        StepFailure refused = new(code, "ConfigMap/web exists already", "ConfigMap/web", "attempt-2");
        Decision decision = DecisionRules.Decide(Given.Settled() with { Desired = Given.Newer, Failure = refused });
        Assert.That(decision.Stalled(), Is.EqualTo($"True {code}: ConfigMap/web exists already"));
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromMinutes(10)));
        Observation later = Given.Settled(Given.Release(status: decision.Status)) with { Desired = Given.Newer };
        Assert.That(DecisionRules.Decide(later).Step, Is.Null);
        Assert.That(DecisionRules.Decide(later with { HasFreedObject = true }).Step, Is.TypeOf<Step.PrepareRevision>());
        Assert.That(DecisionRules.Decide(later with { Now = decision.WakeAt!.Value }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [TestCase(true, true, false, "create it")]
    [TestCase(true, true, true, "create it")]
    [TestCase(false, false, false, "create it, or set spec.install.createNamespace")]
    [TestCase(false, true, false, null)]
    [TestCase(false, true, true, "made anew as soon as it is gone")]
    public void A_namespace_is_created_where_that_is_asked_for_once_one_that_goes_is_gone(bool isStored, bool isCreated, bool isGoing, string? way)
    {
        HelmRelease release = Given.Release(spec => spec with { Install = new InstallSpec { CreateNamespace = isCreated } });
        Observation seen = Given.Settled(release) with { IsNamespaceMissing = true, NamespaceUid = isGoing ? "n1" : null };
        Decision decision = DecisionRules.Decide(isStored ? seen : seen with { History = History.Empty });
        Assert.That(decision.Step, way is null ? Is.TypeOf<Step.PrepareRevision>() : Is.Null);
        Assert.That(decision.Ready(), way is null ? Is.Null : Is.EqualTo($"False NamespaceMissing: namespace apps is {(isGoing ? "being deleted" : "missing")}: {way}"));
    }
}
