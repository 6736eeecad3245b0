using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Drift;
using Steersman.Operator.Steps;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Tests.Decisions;

public sealed class DriftRuleTests
{
    private static readonly DriftKey Web = new(new GroupKind("apps", "Deployment"), new NamespacedName("apps", "web"));
    private static readonly DriftedObject Changed = new(Web, DriftState.Changed) { Diff = new DriftDiff(0, 1, 0, ["/spec/replicas"]), Since = Given.Now };

    [Test]
    public void What_was_written_is_looked_at_first()
    {
        Decision decision = DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, new DriftView { Mode = DriftDetectionMode.Enabled, Due = [Web], Drifted = [Changed] }));
        Assert.That((decision.Step as Step.CheckDrift)?.Objects, Is.EqualTo(new[] { Web }));
    }

    [Test]
    public void Drift_is_corrected_where_that_is_enabled()
    {
        Decision decision = DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, Changed)));
        Assert.That((decision.Step as Step.CorrectDrift)?.Objects, Is.EqualTo(new[] { Web }));
    }

    [Test]
    public void Drift_is_corrected_while_the_source_is_down()
    {
        Observation seen = Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, Changed)) with { Source = SourceState.NotAsked, Desired = null };
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.CorrectDrift>());
    }

    [Test]
    public void Drift_is_corrected_before_something_newer_is_rolled_out()
    {
        Observation seen = Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, Changed)) with { Desired = Given.Newer };
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.CorrectDrift>());
    }

    [Test]
    public void A_missing_namespace_comes_first()
    {
        Observation seen = Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, Changed)) with { IsNamespaceMissing = true };
        Assert.That(DecisionRules.Decide(seen).Ready(), Does.StartWith("False NamespaceMissing"));
    }

    [Test]
    public void Drift_is_told_and_ready_stays_where_the_mode_is_warn()
    {
        Decision decision = DecisionRules.Decide(Seen(DriftDetectionMode.Warn, Drifted(DriftDetectionMode.Warn, Changed)));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.Null);
            Assert.That(decision.Ready(), Does.StartWith("True"));
            Assert.That(
                Condition(decision),
                Is.EqualTo("True DriftDetected: Cluster state of release apps/web.v1 has drifted from the desired state:\nDeployment/apps/web changed (0 additions, 1 changes, 0 removals): /spec/replicas"));
        });
    }

    [Test]
    public void No_drift_is_told_too() =>
        Assert.That(Condition(DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled)))), Is.EqualTo("False NoDriftDetected: No drift detected for release apps/web.v1"));

    [Test]
    public void Where_nobody_looks_there_is_no_condition()
    {
        HelmReleaseStatus before = DecisionRules.Decide(Seen(DriftDetectionMode.Warn, Drifted(DriftDetectionMode.Warn, Changed))).Status;
        Assert.That(Condition(DecisionRules.Decide(Given.Settled(Given.Release(status: before)))), Is.Null);
    }

    [Test]
    public void What_cannot_be_compared_is_unknown_and_not_corrected()
    {
        DriftedObject unknown = new(Web, DriftState.Unknown) { Error = "Deployment/web: forbidden" };
        Decision decision = DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, unknown)));
        Assert.That(decision.Step, Is.Null);
        Assert.That(
            Condition(decision),
            Is.EqualTo("Unknown DriftUnknown: Cluster state of release apps/web.v1 cannot be compared with the desired state:\nDeployment/apps/web cannot be compared: Deployment/web: forbidden"));
    }

    [Test]
    public void A_fight_waits_is_named_and_shows_as_an_operation()
    {
        DriftedObject fought = Changed with { Corrections = 4, NotBefore = Given.Now + TimeSpan.FromSeconds(20), Writer = "keda" };
        Decision decision = DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, fought)));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(20)));
            Assert.That(Condition(decision), Does.StartWith("True DriftFight: Deployment/apps/web was changed again after each of 4 corrections, last by keda; the next one waits until 2026-03-01T12:00:20Z"));
            Assert.That(decision.Status.Operation?.Type, Is.EqualTo(OperationType.Correct));
        });
        Assert.That(
            DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, fought)) with { Now = fought.NotBefore!.Value }).Step,
            Is.TypeOf<Step.CorrectDrift>(),
            "once it is due");
    }

    [Test]
    public void A_refused_correction_is_told_with_the_servers_reason()
    {
        DriftedObject refused = Changed with { Error = "Deployment/web: field is immutable", NotBefore = Given.Now + TimeSpan.FromSeconds(10) };
        Assert.That(
            Condition(DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, Drifted(DriftDetectionMode.Enabled, refused)))),
            Does.StartWith("True DriftCorrectionFailed:").And.EndsWith("/spec/replicas: Deployment/web: field is immutable"));
    }

    [Test]
    public void Corrections_are_counted_once_in_the_history()
    {
        DriftView view = Drifted(DriftDetectionMode.Enabled) with { Corrected = [Given.Now, Given.Now + TimeSpan.FromSeconds(1)] };
        HelmReleaseStatus first = DecisionRules.Decide(Seen(DriftDetectionMode.Enabled, view)).Status;
        HelmRelease told = Given.Release(spec => spec with { DriftDetection = new DriftDetectionSpec { Mode = DriftDetectionMode.Enabled } }, first);
        HelmReleaseStatus second = DecisionRules.Decide(Given.Settled(told) with { Drift = view }).Status;
        Assert.That((first.History?[0].Corrections, second.History?[0].Corrections), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_release_that_is_deleted_is_not_put_back()
    {
        HelmRelease deleted = Given.Release(spec => spec with { DriftDetection = new DriftDetectionSpec { Mode = DriftDetectionMode.Enabled } }, metadata: """{"deletionTimestamp":"2026-03-01T12:00:00Z"}""");
        Assert.That(DecisionRules.Decide(Given.Settled(deleted) with { Drift = Drifted(DriftDetectionMode.Enabled, Changed) }).Step, Is.Not.TypeOf<Step.CorrectDrift>());
    }

    [Test]
    public void A_namespace_that_was_made_anew_is_said_where_objects_went_with_it_and_nobody_puts_them_back()
    {
        Decision decision = DecisionRules.Decide(Replaced(DriftDetectionMode.Disabled, new DriftedObject(Web, DriftState.Removed)));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Does.StartWith("False NamespaceReplaced: namespace apps was deleted and made anew").And.EndsWith("Deployment/apps/web removed"));
    }

    [Test]
    public void In_a_namespace_that_was_made_anew_objects_are_put_back_where_drift_is_corrected() =>
        Assert.That(DecisionRules.Decide(Replaced(DriftDetectionMode.Enabled, new DriftedObject(Web, DriftState.Removed))).Step, Is.TypeOf<Step.CorrectDrift>());

    [TestCase(DriftDetectionMode.Disabled)]
    [TestCase(DriftDetectionMode.Enabled)]
    public void A_namespace_that_has_its_objects_again_is_written_down(DriftDetectionMode mode) =>
        Assert.That(DecisionRules.Decide(Replaced(mode)).Step, Is.EqualTo(new Step.RecordNamespace()));

    private static Observation Replaced(DriftDetectionMode mode, params DriftedObject[] drifted) =>
        Seen(mode, Drifted(mode == DriftDetectionMode.Disabled ? DriftDetectionMode.Warn : mode, drifted)) with
        {
            History = Given.Stored(Given.Revision(1, "deployed", Given.Record() with { NamespaceUid = "n1" })),
            NamespaceUid = "n2",
        };

    private static DriftView Drifted(DriftDetectionMode mode, params DriftedObject[] drifted) => new() { Mode = mode, Drifted = drifted };

    private static Observation Seen(DriftDetectionMode mode, DriftView view) =>
        Given.Settled(Given.Release(spec => spec with { DriftDetection = new DriftDetectionSpec { Mode = mode } })) with { Drift = view };

    private static string? Condition(Decision decision) =>
        decision.Status.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Drifted) is { } found ? $"{found.Status} {found.Reason}: {found.Message}" : null;
}
