using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

/// <summary><c>spec.kubeConfig</c> comes to name another cluster.</summary>
public sealed class ClusterChangeTests
{
    private const string Here = "https://here:6443";
    private const string There = "https://there:6443";

    [TestCase(Here, There, "apps/web.v3 on https://here:6443", "kubeConfig https://here:6443 -> https://there:6443")]
    [TestCase(Here, null, "apps/web.v3 on https://here:6443", "kubeConfig https://here:6443 -> none")]
    [TestCase(null, There, "apps/web.v3 on the cluster of the HelmRelease", "kubeConfig none -> https://there:6443")]
    public void The_release_is_installed_there_and_what_stays_is_told(string? before, string? now, string left, string trigger)
    {
        Decision decision = DecisionRules.Decide(Changed(before, now));
        Assert.That(decision.Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, trigger) { Left = left }));
        Assert.That((decision.Event!.Reason, decision.Event.IsWarning), Is.EqualTo((Reasons.ClusterChanged, true)));
        Assert.That(decision.Event.Message, Does.Contain($"release {left} is left as it is").And.EndWith("(helm uninstall web --namespace apps), or set spec.kubeConfig back"));
    }

    [Test]
    public void Another_address_of_the_same_cluster_is_none()
    {
        Observation seen = Changed(Here, There) with { History = Given.Stored(Given.Revision(3, "deployed", Given.Record())) };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That((decision.Step, decision.Event?.Reason, decision.Status.Cluster), Is.EqualTo(((Step?)null, (string?)null, There)));
    }

    [Test]
    public void The_way_back_to_a_revision_of_before_tells_what_stays()
    {
        HistoryEntry known = new() { Version = 3, Name = "web", Namespace = "apps", Status = "deployed", LastDeployed = Given.Now };
        Observation seen = Changed(Here, There);
        seen = seen with { Release = Given.Release(status: seen.Release.Status! with { History = [known] }), History = Given.Stored(Given.Revision(3, "deployed", Given.Record())) };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That((decision.Step, decision.Event?.Reason, decision.Status.Cluster), Is.EqualTo(((Step?)null, Reasons.ClusterChanged, There)));

        decision = DecisionRules.Decide(seen with { Desired = Given.Newer });
        Assert.That(((Step.PrepareRevision)decision.Step!).Left, Is.EqualTo("apps/web.v3 on https://here:6443"));
    }

    [TestCase(Here, Here, false)]
    [TestCase(null, null, false)]
    [TestCase(null, There, false)]
    public void A_release_that_others_took_away_is_on_no_other_cluster(string? before, string? now, bool hasRecords)
    {
        Decision decision = DecisionRules.Decide(Changed(before, now) with { HasRecords = hasRecords });
        Assert.That((decision.Step, decision.Event?.Reason), Is.EqualTo(((Step)new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install"), "ForeignUninstall")));
    }

    [Test]
    public void A_release_that_was_uninstalled_leaves_nothing() =>
        Assert.That(DecisionRules.Decide(Changed(Here, There, "uninstalled")).Event?.Reason, Is.Not.EqualTo(Reasons.ClusterChanged));

    [Test]
    public void What_stays_is_named_while_the_installed_revision_is_the_newest()
    {
        OperationRecord record = Given.Record() with { Left = "apps/web.v3 on https://here:6443" };
        Decision decision = DecisionRules.Decide(Changed(Here, There) with { History = Given.Stored(Given.Revision(1, "deployed", record)) });
        Assert.That(decision.Ready(), Does.StartWith("True InstallSucceeded").And.EndWith("with chart web@1.0.0; release apps/web.v3 on https://here:6443 is left as it is"));
        Assert.That((decision.Status.Cluster, decision.Status.Release!.Revision), Is.EqualTo((There, 1)));
    }

    [Test]
    public void A_HelmRelease_that_is_deleted_before_it_came_to_the_other_cluster_tells_what_it_leaves()
    {
        Observation seen = Changed(Here, There);
        Decision decision = DecisionRules.Decide(seen with { Release = Given.Release(metadata: """{"deletionTimestamp":"2026-03-01T11:59:50Z"}""", status: seen.Release.Status) });
        Assert.That((decision.Step, decision.Event!.Reason, decision.Event.IsWarning), Is.EqualTo(((Step)new Step.RemoveFinalizer(), Reasons.Orphaned, true)));
        Assert.That(decision.Event.Message, Does.Contain("release apps/web.v3 on https://here:6443 is left as it is"));
    }

    [Test]
    public void What_is_known_of_revisions_is_of_the_cluster_before()
    {
        HistoryEntry known = new() { Version = 1, Name = "web", Namespace = "apps", Status = "superseded", Corrections = 7, Verdict = "Failed" };
        Observation seen = Changed(Here, There);
        seen = seen with { Release = Given.Release(status: seen.Release.Status! with { History = [known] }), History = Given.Stored(Given.Revision(1, "deployed", Given.Record() with { Uid = "another" })), IsOwnedByOther = true };
        Assert.That(DecisionRules.Decide(seen).Status.History?.Single().Corrections, Is.Not.EqualTo(7));
    }

    private static Observation Changed(string? before, string? now, string status = "deployed") => Given.Settled(Given.Release(status: new HelmReleaseStatus
    {
        Cluster = before,
        StorageNamespace = "apps",
        Release = new ReleaseSummary { Name = "web", Namespace = "apps", Revision = 3, Status = status },
    })) with
    {
        Cluster = now,
        HasRecords = before is null,
        History = History.Empty,
    };
}
