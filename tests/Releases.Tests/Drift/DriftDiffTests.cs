using System.Text.Json.Nodes;
using Steersman.Releases.Drift;
using Steersman.Releases.Tests.Applying;

namespace Steersman.Releases.Tests.Drift;

public sealed class DriftDiffTests
{
    [TestCase("{data: {a: 1}}", "{data: {a: 1}}", "", TestName = "equal")]
    [TestCase("{data: {a: 1}}", "{data: {a: 2}}", "0+1-0 /data/a", TestName = "changed")]
    [TestCase("{data: {}}", "{data: {a: 1}}", "1+0-0 /data", TestName = "added")]
    [TestCase("{data: {a: 1, b/c: 2}}", "{data: {a: 1}}", "0+0-1 /data/b~1c", TestName = "taken away")]
    [TestCase("{a: [x, y]}", "{a: [x, z, w]}", "1+1-0 /a/1 /a/2", TestName = "lists by their places")]
    [TestCase("{a: {}, x: 1}", "{x: 1}", "", TestName = "an empty map is nothing")]
    [TestCase("{a: null, x: 1}", "{x: 1}", "", TestName = "null is nothing")]
    [TestCase("{a: text}", "{a: {b: 1}}", "0+1-0 /a", TestName = "another type")]
    [TestCase("{status: {x: 1}}", "{status: {x: 2}}", "", TestName = "the status is the server's")]
    [TestCase("{metadata: {resourceVersion: '1', generation: 1, managedFields: []}}", "{metadata: {resourceVersion: '2', generation: 2}}", "", TestName = "what the server writes")]
    [TestCase("{metadata: {labels: {a: x}}}", "{metadata: {labels: {a: x, steersman.dev/name: web, steersman.dev/namespace: apps}}}", "", TestName = "who applied it")]
    [TestCase("{metadata: {labels: {a: x}}}", "{metadata: {labels: {a: y, steersman.dev/name: web}}}", "0+1-0 /metadata/labels/a", TestName = "other labels")]
    public void Names_what_applying_would_change(string live, string applied, string expected) => Assert.That(Text(DriftDiff.Between(Object(live), Object(applied), [])), Is.EqualTo(expected));

    [TestCase("/spec/replicas", "{spec: {replicas: 5, x: 1}}", "{spec: {replicas: 2, x: 1}}", "")]
    [TestCase("/spec/replicas", "{spec: {replicas: 5, x: 1}}", "{spec: {replicas: 2, x: 2}}", "0+1-0 /spec/x")]
    [TestCase("/spec/rules/1", "{spec: {rules: [a, b, c]}}", "{spec: {rules: [a, x, c]}}", "")]
    [TestCase("/spec/rules/1", "{spec: {rules: [a, b]}}", "{spec: {rules: [a]}}", "")]
    [TestCase("/spec", "{spec: {a: 1}}", "{}", "")]
    public void Says_nothing_of_what_others_may_change(string ignored, string live, string applied, string expected) =>
        Assert.That(Text(DriftDiff.Between(Object(live), Object(applied), [JsonPointer.Parse(ignored)])), Is.EqualTo(expected));

    [Test]
    public void Names_the_first_paths_and_counts_all()
    {
        DriftDiff diff = DriftDiff.Between(Object("{x: 1}"), Object($"{{x: 1, {string.Join(", ", Enumerable.Range(0, 25).Select(index => $"f{index}: 1"))}}}"), []);
        Assert.That(diff.Additions, Is.EqualTo(25));
        Assert.That(diff.Paths, Has.Count.EqualTo(DriftDiff.MaxPaths));
    }

    private static JsonObject Object(string yaml) => (JsonObject)Given.Node(yaml)!;

    private static string Text(DriftDiff diff) => diff.IsEmpty ? "" : $"{diff.Additions}+{diff.Changes}-{diff.Removals} {string.Join(' ', diff.Paths)}";
}
