using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;

namespace Steersman.Releases.Tests.Planning;

/// <summary>What a plan tells of objects and fields, and what it never tells.</summary>
public sealed class PlanSummaryTests
{
    private static readonly GroupVersionKind Deployment = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind ConfigMap = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind Secret = new("", "v1", "Secret");

    [Test]
    public void Each_object_and_each_field_is_named()
    {
        PlanSummary summary = Between(
            [Object(Deployment, "web", """{"spec":{"replicas":1,"paused":true,"containers":[{"image":"web:1"}]}}"""), Object(ConfigMap, "old", "{}"), Object(ConfigMap, "same", """{"data":{"a":"1"}}""")],
            [Object(Deployment, "web", """{"spec":{"replicas":3,"containers":[{"image":"web:2"},{"image":"side:1"}],"labels":{"a/b":"c"}}}"""), Object(ConfigMap, "new", "{}"), Object(ConfigMap, "same", """{"data":{"a":"1"}}""")]);
        Assert.Multiple(() =>
        {
            Assert.That((summary.Added, summary.Changed, summary.Removed), Is.EqualTo((1, 1, 1)));
            Assert.That(summary.Objects.Select(item => $"{item.Change} {item.Object} in {item.Namespace}"), Is.EqualTo(new[] { "Changed Deployment/web in apps", "Added ConfigMap/new in apps", "Removed ConfigMap/old in apps" }));
            Assert.That(summary.Objects[0].Fields, Is.EqualTo(new[]
            {
                "/spec/replicas: 1 -> 3",
                "/spec/paused: true -> absent",
                "/spec/containers/0/image: \"web:1\" -> \"web:2\"",
                "/spec/containers/1: absent -> {…}",
                "/spec/labels: absent -> {…}",
            }));
        });
    }

    private static readonly TestCaseData[] Lists =
    [
        Row("[{name: a, image: x}, {name: b, image: v}]", "[{name: new, image: z}, {name: a, image: x}, {name: b, image: w}]", "containers[name=b]/image: \"v\" -> \"w\"", "containers[name=new]: absent -> {…}").SetName("An inserted container is one line"),
        Row("[{name: a}, {name: b}]", "[{name: b}, {name: a}]", "containers: another order").SetName("Another order is told"),
        Row("[{name: a}, {name: b}, {name: c}]", "[{name: c}]", "containers[name=a]: {…} -> absent", "containers[name=b]: {…} -> absent").SetName("What is taken out is named"),
        Row("[{name: a, env: [{name: X, value: '1'}, {name: V, value: '2'}]}]", "[{name: a, env: [{name: W, value: '0'}, {name: X, value: '1'}, {name: V, value: '3'}]}]", "containers[name=a]/env[name=V]/value: \"2\" -> \"3\"", "containers[name=a]/env[name=W]: absent -> {…}")
            .SetName("Variables are told apart by their names"),
        Row("[{name: a, ports: [{containerPort: 80}, {containerPort: 90}]}]", "[{name: a, ports: [{containerPort: 70}, {containerPort: 80}, {containerPort: 90, name: http}]}]", "containers[name=a]/ports[containerPort=90]/name: absent -> \"http\"", "containers[name=a]/ports[containerPort=70]: absent -> {…}")
            .SetName("Ports are told apart by their numbers"),
        Row("[{name: a, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP}]}]", "[{name: a, ports: [{containerPort: 53, protocol: SCTP}, {containerPort: 53, protocol: TCP}]}]", "containers[name=a]/ports/0/protocol: \"UDP\" -> \"SCTP\"")
            .SetName("A key that stands twice tells nothing apart"),
        Row("[{name: a, args: [one, two, three]}]", "[{name: a, args: [one, more, two, three]}]", "containers[name=a]/args/1: absent -> \"more\"").SetName("An inserted argument is one line"),
        Row("[{name: a, args: [one, two, three]}]", "[{name: a, args: [one, three]}]", "containers[name=a]/args/1: \"two\" -> absent").SetName("An argument that is taken out is one line"),
        Row("[{name: a, args: [one, two]}]", "[{name: a, args: [one, three, four]}]", "containers[name=a]/args/1: \"two\" -> \"three\"", "containers[name=a]/args/2: absent -> \"four\"").SetName("Other arguments go by their place"),
        Row("[{name: a, args: [x, x]}]", "[{name: a, args: [x, x, x]}]", "containers[name=a]/args/2: absent -> \"x\"").SetName("Equal arguments"),
        Row("[{name: 1}]", "[{name: 1, x: v}]", "containers[name=1]/x: absent -> \"v\"").SetName("A key may be a number"),
        Row("[{name: a}, text]", "[{name: b}, text]", "containers/0/name: \"a\" -> \"b\"").SetName("Elements of several forms go by their place"),
        Row("[{name: {a: b}}]", "[{name: {a: c}}]", "containers/0/name/a: \"b\" -> \"c\"").SetName("A key that is no scalar tells nothing apart"),
    ];

    [TestCaseSource(nameof(Lists))]
    public void Elements_of_lists_are_told_apart_by_what_names_them(string before, string after, string[] lines)
    {
        PlanSummary summary = Between([Object(Deployment, "web", Template(before))], [Object(Deployment, "web", Template(after))]);
        Assert.That(summary.Objects[0].Fields, Is.EqualTo(lines.Select(line => $"/spec/template/spec/{line}")));
    }

    [Test]
    public void Elements_of_lists_of_unknown_kinds_are_told_apart_by_their_names()
    {
        GroupVersionKind kind = new("example.com", "v1", "Thing");
        PlanSummary summary = Between([Object(kind, "web", """{"spec":{"parts":[{"name":"a","x":1}]}}""")], [Object(kind, "web", """{"spec":{"parts":[{"name":"b"},{"name":"a","x":2}]}}""")]);
        Assert.That(summary.Objects[0].Fields, Is.EqualTo(new[] { "/spec/parts[name=a]/x: 1 -> 2", "/spec/parts[name=b]: absent -> {…}" }));
    }

    [Test]
    public void What_names_an_element_shows_no_secret()
    {
        PlanSummary summary = Between(
            [Object(Deployment, "web", Template("[{name: hunter22, image: a}]"))], [Object(Deployment, "web", Template("[{name: hunter22, image: b}]"))], hideAfter: text => text.Replace("hunter22", "***", StringComparison.Ordinal));
        Assert.That(summary.Objects[0].Fields, Is.EqualTo(new[] { "/spec/template/spec/containers[name=***]/image: \"a\" -> \"b\"" }));
    }

    [Test]
    public void Of_a_Secret_no_value_is_told()
    {
        PlanSummary summary = Between(
            [Object(Secret, "keys", """{"data":{"password":"b2xk","gone":"eA=="},"stringData":{"token":"old"}}""")],
            [Object(Secret, "keys", """{"data":{"password":"bmV3"},"stringData":{"token":"new","more":"y"}}""")]);
        Assert.That(summary.Objects[0].Fields, Is.EqualTo(new[] { "/data/password: *** -> ***", "/data/gone: *** -> absent", "/stringData/token: *** -> ***", "/stringData/more: absent -> ***" }));
    }

    [Test]
    public void Values_that_came_from_Secrets_are_told_nowhere_not_even_the_old_ones()
    {
        PlanSummary summary = Between(
            [Object(Deployment, "web", """{"url":"db://u:before@db","arg":"gone-secret","open":"plain"}""")],
            [Object(Deployment, "web", """{"url":"db://u:hunter22@db","open":"other"}""")],
            text => text.Replace("gone-secret", "***", StringComparison.Ordinal),
            text => text.Replace("hunter22", "***", StringComparison.Ordinal));
        Assert.That(summary.Objects[0].Fields, Is.EqualTo(new[] { "/url: *** -> \"db://u:***@db\"", "/arg: \"***\" -> absent", "/open: \"plain\" -> \"other\"" }));
    }

    [Test]
    public void Objects_that_are_kept_are_not_deleted() =>
        Assert.That(Between([Object(ConfigMap, "kept", """{"metadata":{"annotations":{"helm.sh/resource-policy":"keep"}}}""")], []).Removed, Is.Zero);

    [Test]
    public void However_much_changes_the_summary_is_small()
    {
        string Content(int version) => new JsonObject(Enumerable.Range(0, 50).Select(index => KeyValuePair.Create($"field{index}{new string('x', 300)}", (JsonNode?)$"{version}{new string('y', 5000)}\n"))).ToJsonString();
        PlanSummary summary = Between(
            [.. Enumerable.Range(0, 200).Select(index => Object(ConfigMap, $"c{index}", Content(1)))],
            [.. Enumerable.Range(0, 200).Select(index => Object(ConfigMap, $"c{index}", Content(2)))]);
        Assert.Multiple(() =>
        {
            Assert.That((summary.Changed, summary.Objects), Is.EqualTo((200, summary.Objects)));
            Assert.That(summary.Objects, Has.Count.EqualTo(PlanSummary.MaxObjects));
            Assert.That(summary.Objects[0].Fields, Has.Count.EqualTo(PlanSummary.MaxFields + 1));
            Assert.That(summary.Objects[0].Fields![^1], Is.EqualTo("and 40 more"));
            Assert.That(summary.Objects.SelectMany(item => item.Fields!).Max(text => text.Length), Is.LessThan(400));
        });
    }

    private static TestCaseData Row(string before, string after, params string[] lines) => new(before, after, lines);

    private static string Template(string containers) => YamlJson.Parse($"{{spec: {{template: {{spec: {{containers: {containers}}}}}}}}}")!.ToJsonString();

    private static PlanSummary Between(IReadOnlyList<ReleaseObject> before, IReadOnlyList<ReleaseObject> after, Func<string, string>? hideBefore = null, Func<string, string>? hideAfter = null) =>
        PlanSummary.Between(before, after, hideBefore ?? (static text => text), hideAfter ?? (static text => text));

    private static ReleaseObject Object(GroupVersionKind kind, string name, string content) => new(kind, "apps", name, (JsonObject)JsonNode.Parse(content)!);
}
