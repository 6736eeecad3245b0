using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class ManagedFieldsTests
{
    private const string Ours = "{manager: helm, operation: Apply, apiVersion: v1, fieldsV1: {'f:data': {'f:a': {}}}}";

    [TestCase("{manager: helm, operation: Update, apiVersion: v1, fieldsV1: {'f:data': {'f:b': {}}}}")]
    [TestCase("{manager: helm-controller, operation: Apply, apiVersion: v1, fieldsV1: {'f:data': {'f:b': {}}}}")]
    [TestCase("{manager: our-tool, operation: Update, apiVersion: v1, fieldsV1: {'f:data': {'f:b': {}}}}")]
    public void Fields_of_earlier_managers_become_ours(string entry) =>
        Assert.That(Merge($"[{entry}, {Ours}]"), Is.EqualTo("""[{"manager":"helm","operation":"Apply","apiVersion":"v1","fieldsV1":{"f:data":{"f:a":{},"f:b":{}}}}]"""));

    [TestCase("terraform-provider-helm_v2.17.0_x5")]
    [TestCase("helm.exe")]
    [TestCase("helm-operator")]
    public void Programs_that_Helm_is_part_of_are_known_by_the_annotation_that_only_Helm_sets(string manager)
    {
        string made = $"{{manager: {manager}, operation: Update, apiVersion: v1, fieldsV1: {{'f:data': {{'f:b': {{}}}}, 'f:metadata': {{'f:annotations': {{'f:meta.helm.sh/release-name': {{}}}}}}}}}}";
        Assert.That(
            Merge($"[{made}, {Ours}]"),
            Is.EqualTo("""[{"manager":"helm","operation":"Apply","apiVersion":"v1","fieldsV1":{"f:data":{"f:a":{},"f:b":{}},"f:metadata":{"f:annotations":{"f:meta.helm.sh/release-name":{}}}}}]"""));
    }

    [TestCase("{manager: helm-values-webhook, operation: Update, apiVersion: v1, fieldsV1: {'f:data': {'f:b': {}}}}")]
    [TestCase("{manager: velero-server, operation: Update, apiVersion: v1, fieldsV1: {'f:metadata': {'f:annotations': {'f:meta.helm.sh/release-name': {}}}}}")]
    [TestCase("{manager: kubectl-edit, operation: Update, apiVersion: v1, fieldsV1: {'f:data': {'f:b': {}}}}")]
    [TestCase("{manager: helm, operation: Update, apiVersion: v1, subresource: status, fieldsV1: {'f:status': {}}}")]
    [TestCase("{manager: [helm], operation: Update}")]
    public void Entries_of_others_and_of_the_status_stay(string entry) => Assert.That(Merge($"[{entry}, {Ours}]"), Is.Null);

    [Test]
    public void Fields_of_another_version_are_dropped() => Assert.That(
        Merge($"[{{manager: helm, operation: Update, apiVersion: v1beta1, fieldsV1: {{'f:old': {{}}}}}}, {Ours}]"),
        Is.EqualTo("""[{"manager":"helm","operation":"Apply","apiVersion":"v1","fieldsV1":{"f:data":{"f:a":{}}}}]"""));

    [TestCase("[]")]
    [TestCase("[{manager: helm-controller, operation: Apply, apiVersion: v1}]", Description = "nothing was applied yet")]
    public void Without_an_entry_of_ours_nothing_is_done(string fields) => Assert.That(Merge(fields), Is.Null);

    private static string? Merge(string fields) => ManagedFields.Merge((JsonArray)Given.Node(fields)!, ["our-tool"])?.ToJsonString();
}
