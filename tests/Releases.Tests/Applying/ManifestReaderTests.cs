using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class ManifestReaderTests
{
    [TestCase("", "")]
    [TestCase("---\n# Source: a\n\n---\n# only a comment\n", "")]
    [TestCase("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n", "a b")]
    [TestCase("{apiVersion: v1, kind: List, items: [{metadata: {name: a}}, {kind: ConfigMapList, items: [{metadata: {name: b}}]}]}", "a b")]
    [TestCase("{apiVersion: v1, kind: Widget, items: [{metadata: {name: a}}], metadata: {name: whole}}", "whole")]
    public void Documents_are_read_in_their_order_and_lists_flattened(string manifest, string names) =>
        Assert.That(string.Join(' ', ManifestReader.Documents(manifest).Select(item => item["metadata"]?["name"])), Is.EqualTo(names));

    [TestCase("{apiVersion: v1, kind: ConfigMapList, items: [{metadata: {name: a}}]}", "v1 ConfigMap")]
    [TestCase("{apiVersion: v1, kind: ConfigMapList, items: [{apiVersion: v1, metadata: {name: a}}]}", "v1 ConfigMap")]
    [TestCase("{apiVersion: v1, kind: List, items: [{kind: Job, metadata: {name: a}}]}", "v1 ")]
    [TestCase("{apiVersion: v1, kind: List, items: [{apiVersion: batch/v1, kind: Job, metadata: {name: a}}]}", "batch/v1 Job")]
    public void An_item_that_does_not_say_what_it_is_is_what_its_list_is_of(string manifest, string kind) =>
        Assert.That(ManifestReader.Documents(manifest).Select(item => $"{item["apiVersion"]} {item["kind"]}"), Is.EqualTo(new[] { kind }));

    [TestCase("just a text")]
    [TestCase("[1, 2]")]
    [TestCase("a: [")]
    [TestCase("{apiVersion: v1, kind: List, items: [text]}")]
    public void A_document_that_is_no_object_is_refused(string manifest) =>
        Assert.That(() => ManifestReader.Documents(manifest).ToList(), Throws.TypeOf<ManifestException>().With.Message.StartsWith("unable to build kubernetes objects from release manifest: "));
}
