using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class OwnershipMetadataTests
{
    private static readonly OwnershipMetadata Ownership = new("web", "apps", "web-release", "fleet");

    [Test]
    public void Helms_marks_and_ours_are_put_on_a_copy()
    {
        JsonObject content = (JsonObject)Given.Node("{kind: ConfigMap, metadata: {name: a, labels: {own: x, app.kubernetes.io/managed-by: me}}}")!;
        string before = content.ToJsonString();

        JsonObject marked = Ownership.AddTo(content);

        Assert.That(content.ToJsonString(), Is.EqualTo(before));
        Assert.That(
            marked["metadata"]?.ToJsonString(),
            Is.EqualTo("""{"name":"a","labels":{"own":"x","app.kubernetes.io/managed-by":"Helm","steersman.dev/name":"web-release","steersman.dev/namespace":"fleet"},"annotations":{"meta.helm.sh/release-name":"web","meta.helm.sh/release-namespace":"apps"}}"""));
        Assert.That(Ownership.IsOn(marked), Is.True);
    }

    [Test]
    public void A_name_longer_than_a_label_may_be_is_cut_at_a_sound_place()
    {
        OwnershipMetadata longer = Ownership with { OwnerName = new string('a', 61) + "-.b" };

        Assert.That(longer.AddTo([])["metadata"]?["labels"]?["steersman.dev/name"]?.ToString(), Is.EqualTo(new string('a', 61)));
    }

    [TestCase("{}")]
    [TestCase("{metadata: {labels: text}}")]
    [TestCase("{metadata: {labels: {app.kubernetes.io/managed-by: Helm}}}")]
    [TestCase("{metadata: {labels: {app.kubernetes.io/managed-by: Helm}, annotations: {meta.helm.sh/release-name: web, meta.helm.sh/release-namespace: other}}}")]
    [TestCase("{metadata: {labels: {app.kubernetes.io/managed-by: other}, annotations: {meta.helm.sh/release-name: web, meta.helm.sh/release-namespace: apps}}}")]
    [TestCase("{metadata: {labels: {app.kubernetes.io/managed-by: [Helm]}, annotations: {meta.helm.sh/release-name: {}, meta.helm.sh/release-namespace: apps}}}")]
    public void An_object_with_other_marks_is_not_ours(string live) => Assert.That(Ownership.IsOn((JsonObject)Given.Node(live)!), Is.False);

    [Test]
    public void What_another_release_owns_is_told_in_Helms_words()
    {
        JsonObject live = (JsonObject)Given.Node("{metadata: {labels: {app.kubernetes.io/managed-by: Helm}, annotations: {meta.helm.sh/release-namespace: other}}}")!;
        Assert.That(
            Ownership.Conflict(Given.Object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"), live),
            Is.EqualTo("ConfigMap \"a\" in namespace \"apps\" exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error: missing key \"meta.helm.sh/release-name\": must be set to \"web\"; annotation validation error: key \"meta.helm.sh/release-namespace\" must equal \"apps\": current value is \"other\""));
        Assert.That(Ownership.Conflict(Given.Object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"), Ownership.AddTo([])), Is.Null);
    }
}
