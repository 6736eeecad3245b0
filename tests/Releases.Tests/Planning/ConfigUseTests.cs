using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;

namespace Steersman.Releases.Tests.Planning;

/// <summary>ConfigMaps, Secrets and keys that pods do not start without.</summary>
public sealed class ConfigUseTests
{
    private const string Rendered = "Deployment/web: ConfigMap/conf of the same chart has no key two, which its pods use: they start when somebody puts it in, or the chart has it";

    private static readonly ObjectKey Web = Workload("{}").Key;

    [TestCase("containers: [{env: [{valueFrom: {secretKeyRef: {name: keys, key: a}}}]}]", "Secret/keys a*")]
    [TestCase("containers: [{env: [{valueFrom: {secretKeyRef: {name: keys, key: a, optional: true}}}]}]", "")]
    [TestCase("initContainers: [{env: [{valueFrom: {configMapKeyRef: {name: conf, key: a}}}]}]", "ConfigMap/conf a*")]
    [TestCase("containers: [{envFrom: [{configMapRef: {name: conf}}, {secretRef: {name: keys, optional: true}}]}]", "ConfigMap/conf")]
    [TestCase("volumes: [{configMap: {name: conf}}]", "ConfigMap/conf")]
    [TestCase("volumes: [{configMap: {name: conf, items: [{key: a, path: x}, {key: b, path: y}]}}]", "ConfigMap/conf a b")]
    [TestCase("volumes: [{secret: {secretName: keys, items: [{key: a}], optional: true}}]", "")]
    [TestCase("volumes: [{projected: {sources: [{secret: {name: keys, items: [{key: a}]}}, {configMap: {name: conf}}]}}]", "Secret/keys a ConfigMap/conf")]
    [TestCase("{containers: [{env: [{valueFrom: {configMapKeyRef: {name: conf, key: a}}}, {valueFrom: {configMapKeyRef: {name: conf, key: a}}}]}], volumes: [{configMap: {name: conf, items: [{key: a}]}}]}", "ConfigMap/conf a a*")]
    [TestCase("containers: [{env: [{valueFrom: {secretKeyRef: {name: keys}}}, {valueFrom: 7}, 7]}, 7]", "Secret/keys")]
    [TestCase("volumes: [{configMap: {items: [{key: a}]}}, {secret: {secretName: '', items: 7}}]", "")]
    public void What_is_not_optional_is_needed(string pod, string expected) => Assert.That(
        string.Join(' ', ConfigUse.Of([Workload(pod)]).Select(use => string.Join(' ', (string[])[$"{use.Kind}/{use.Name}", .. use.Keys.Select(key => key.Name + (key.IsVariable ? "*" : ""))]))),
        Is.EqualTo(expected));

    [TestCase(null, "Deployment/web: ConfigMap/conf, which its pods use, is not in namespace apps: create it, or mark the reference as optional")]
    [TestCase("{}", "Deployment/web: ConfigMap/conf of namespace apps has no key one, which its pods use: add the key, name another one, or mark the reference as optional", "Deployment/web: ConfigMap/conf of namespace apps has no key two, which its pods use: add the key, name another one, or mark the reference as optional")]
    [TestCase("{data: {one: x}, binaryData: {two: eA==}}")]
    [TestCase("{data: {two: x}, binaryData: {one: eA==}}", "Deployment/web: ConfigMap/conf of namespace apps has no key one, which its pods use: add the key, name another one, or mark the reference as optional")]
    [TestCase("{data: {one: null, two: ''}}")]
    public void What_is_missing_blocks(string? content, params string[] messages)
    {
        Finding[] found = [.. Use().Missing(content is null ? null : Json(content))];
        Assert.That(found.Select(finding => finding.Message), Is.EqualTo(messages));
        Assert.That(found.All(finding => finding.MayBlock), Is.True);
    }

    [TestCase("{data: {one: x, two: y}}", null, null)]
    [TestCase("{stringData: {one: x, two: y}}", null, null)]
    [TestCase("{data: {one: x}}", null, Rendered)]
    [TestCase("{data: {one: x}}", "{data: {one: x}}", Rendered)]
    [TestCase("{data: {one: x}}", "{data: {one: x, two: filled in}}", null)]
    public void Of_what_the_revision_makes_itself_nothing_blocks(string rendered, string? live, string? message)
    {
        Finding[] found = [.. Use().MissingIn(Json(rendered), live is null ? null : Json(live))];
        Assert.That(found.Select(finding => (finding.Message, finding.MayBlock)), Is.EqualTo(message is null ? [] : new[] { (message, false) }));
    }

    private static ConfigUse Use() => new("ConfigMap", "apps", "conf", Web, [new ConfigKey("one", IsVariable: true, Web), new ConfigKey("two", IsVariable: false, Web)]);

    private static JsonObject Json(string yaml) => (JsonObject)YamlJson.Parse(yaml)!;

    private static ReleaseObject Workload(string pod) =>
        new(new GroupVersionKind("apps", "v1", "Deployment"), "apps", "web", new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = YamlJson.Parse(pod) } } });
}
