using System.Text.Json.Nodes;
using Steersman.Releases.Drift;
using Steersman.Releases.Tests.Applying;

namespace Steersman.Releases.Tests.Drift;

public sealed class JsonPointerTests
{
    [TestCase("", "{a: 1}", "{a: 1}")]
    [TestCase("/a", "{a: 1, b: 2}", "{b: 2}")]
    [TestCase("/a/b", "{a: {b: 1, c: 2}}", "{a: {c: 2}}")]
    [TestCase("/a/1", "{a: [x, y, z]}", "{a: [x, null, z]}")]
    [TestCase("/a/b~1c", "{a: {b/c: 1}}", "{a: {}}")]
    [TestCase("/a/m~0n", "{a: {m~n: 1}}", "{a: {}}")]
    [TestCase("/none/at/all", "{a: 1}", "{a: 1}")]
    [TestCase("/a/9", "{a: [x]}", "{a: [x]}")]
    [TestCase("/a/-", "{a: [x]}", "{a: [x]}")]
    [TestCase("/a/b", "{a: text}", "{a: text}")]
    public void Removes_what_it_names(string pointer, string document, string expected)
    {
        JsonNode node = Given.Node(document)!;
        JsonPointer.Parse(pointer).RemoveFrom(node);
        Assert.That(JsonNode.DeepEquals(node, Given.Node(expected)), Is.True, node.ToJsonString());
    }

    [TestCase("/spec/replicas", "{spec: {replicas: 5}}", "{spec: {replicas: 2}}", "{spec: {replicas: 5}}", TestName = "the value of others stays")]
    [TestCase("/spec/replicas", "{spec: {}}", "{spec: {replicas: 2}}", "{spec: {}}", TestName = "what others took away stays away")]
    [TestCase("/spec/paused", "{spec: {paused: true}}", "{spec: {replicas: 2}}", "{spec: {replicas: 2}}", TestName = "what only others have in a map is theirs")]
    [TestCase("/rules/0/name", "{rules: [{name: green, port: 1}]}", "{rules: [{name: blue, port: 2}]}", "{rules: [{name: green, port: 2}]}", TestName = "a field within a list")]
    [TestCase("/rules/0/name", "{rules: [{name: green}]}", "{rules: [{port: 2}]}", "{rules: [{port: 2, name: green}]}", TestName = "a field that others added within a list")]
    [TestCase("/rules/1", "{rules: [a, b]}", "{rules: [a]}", "{rules: [a, b]}", TestName = "an item that others added")]
    [TestCase("/rules/1", "{rules: [a]}", "{rules: [a, b]}", "{rules: [a]}", TestName = "an item that others took away")]
    [TestCase("/a/b/c", "{a: {b: {c: 1}}}", "{x: 1}", "{x: 1}", TestName = "no parent, no field")]
    public void Copies_what_others_may_change(string pointer, string live, string wanted, string expected)
    {
        JsonNode node = Given.Node(wanted)!;
        JsonPointer.Parse(pointer).Copy(Given.Node(live)!, node);
        Assert.That(JsonNode.DeepEquals(node, Given.Node(expected)), Is.True, node.ToJsonString());
    }

    [Test]
    public void A_text_without_a_slash_is_refused() =>
        Assert.That(() => JsonPointer.Parse("spec/replicas"), Throws.TypeOf<FormatException>().With.Message.EqualTo("spec/replicas is no JSON pointer: it must be empty or begin with a slash"));

    [Test]
    public void Its_text_is_what_was_read() => Assert.That(JsonPointer.Parse("/a~1b/c~0d/0").ToString(), Is.EqualTo("/a~1b/c~0d/0"));
}
