using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class AdoptionRuleTests
{
    private static readonly OperationRecord OfAnother = Given.Record() with { Owner = "apps/before", Uid = "u0" };
    private static readonly OperationRecord OfSameName = Given.Record() with { Uid = "u0" };

    [Test]
    public void A_release_whose_HelmRelease_is_gone_is_adopted_without_a_revision() =>
        Assert.That(DecisionRules.Decide(Foreign("deployed", OfAnother)).Step, Is.EqualTo(new Step.AdoptRevision(3, Given.Wanted, "adopted")));

    [Test]
    public void With_other_inputs_it_is_upgraded() =>
        Assert.That(DecisionRules.Decide(Foreign("deployed", OfAnother) with { Desired = Given.Newer }).Step, Is.TypeOf<Step.PrepareRevision>());

    [TestCase("deployed")]
    [TestCase("failed")]
    [TestCase("pending-install")]
    public void A_strict_spec_refuses_what_Helm_made(string status)
    {
        Decision decision = DecisionRules.Decide(Foreign(status, null, AdoptionPolicy.Strict));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Stalled(), Is.EqualTo("True ReleaseExists: release apps/web.v3 exists already, made by Helm, and spec.adoption is Strict: choose another spec.releaseName, or set spec.adoption to Adopt"));
    }

    [Test]
    public void A_strict_spec_refuses_what_another_HelmRelease_left_and_names_it() =>
        Assert.That(DecisionRules.Decide(Foreign("deployed", OfAnother, AdoptionPolicy.Strict)).Stalled(), Does.Contain("made by HelmRelease apps/before, which is gone"));

    [Test]
    public void A_strict_spec_takes_up_what_a_HelmRelease_of_its_name_made() =>
        Assert.That(DecisionRules.Decide(Foreign("deployed", OfSameName, AdoptionPolicy.Strict)).Step, Is.EqualTo(new Step.AdoptRevision(3, Given.Wanted, "adopted")));

    [Test]
    public void A_strict_spec_says_nothing_of_its_own_release() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { Adoption = AdoptionPolicy.Strict }))).Ready(), Does.StartWith("True"));

    [Test]
    public void A_strict_spec_may_install_where_history_was_kept_of_an_uninstall() =>
        Assert.That(DecisionRules.Decide(Foreign("uninstalled", null, AdoptionPolicy.Strict)).Step, Is.TypeOf<Step.PrepareRevision>());

    [Test]
    public void A_refused_release_is_kept_when_the_HelmRelease_is_deleted()
    {
        HelmRelease deleted = Given.Release(spec => spec with { Adoption = AdoptionPolicy.Strict }, metadata: """{"deletionTimestamp":"2026-03-01T12:00:00Z"}""");
        Assert.That(DecisionRules.Decide(Foreign("deployed", null) with { Release = deleted }).Step, Is.EqualTo(new Step.RemoveFinalizer()));
    }

    [TestCase("a: 1\nb: 2\n", "b: 2 # two\na: 1\n", true)]
    [TestCase("kind: A\nmetadata: {labels: {x: y, steersman.dev/name: web}}\n", "kind: A\nmetadata: {labels: {helm.toolkit.fluxcd.io/name: web, x: y}}\n", true)]
    [TestCase("kind: A\nmetadata: {labels: {steersman.dev/name: web}}\n", "kind: A\nmetadata: {}\n", true)]
    [TestCase("kind: A\n---\nkind: B\n", "---\n# Source: b\nkind: B\n---\nkind: A\n", true)]
    [TestCase("kind: A\n", "kind: A\n---\nkind: B\n", false)]
    [TestCase("a: 1\n", "a: \"1\"\n", false)]
    [TestCase("a: [1, 2]\n", "a: [2, 1]\n", false)]
    public void Manifests_are_compared_by_their_objects(string one, string other, bool areEqual) => Assert.That(AdoptionComparer.AreEqual(one, other), Is.EqualTo(areEqual));

    private static Observation Foreign(string status, OperationRecord? record, AdoptionPolicy policy = AdoptionPolicy.Adopt) =>
        Given.Settled(Given.Release(spec => spec with { Adoption = policy })) with { History = Given.Stored(Given.Revision(3, status, record)), IsForeign = true };
}
