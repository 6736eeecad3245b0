using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;

namespace Steersman.Releases.Tests.Planning;

/// <summary>Which ConfigMaps and Secrets pods use, and which pods go on with old ones.</summary>
public sealed class StaleWorkloadsTests
{
    private static readonly GroupVersionKind Deployment = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind ConfigMap = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind Secret = new("", "v1", "Secret");

    private static readonly string[] Users =
    [
        """{"volumes":[{"configMap":{"name":"conf"}}]}""",
        """{"volumes":[{"projected":{"sources":[{"configMap":{"name":"conf"}}]}}]}""",
        """{"containers":[{"env":[{"valueFrom":{"configMapKeyRef":{"name":"conf","key":"a"}}}]}]}""",
        """{"containers":[{"envFrom":[{"configMapRef":{"name":"conf","optional":true}}]}]}""",
        """{"initContainers":[{"envFrom":[{"configMapRef":{"name":"conf"}}]}]}""",
    ];

    [TestCaseSource(nameof(Users))]
    public void A_workload_whose_template_stays_keeps_the_old_content(string pod) =>
        Assert.That(
            Between([Web(pod), Object(ConfigMap, "conf", """{"data":{"a":"1"}}""")], [Web(pod), Object(ConfigMap, "conf", """{"data":{"a":"2"}}""")]),
            Is.EqualTo(new[] { "ConfigMap/conf changes, but no pod template that uses it: running pods of Deployment/web may keep the old content; put a checksum of it into an annotation of the template, or restart them" }));

    [Test]
    public void A_Secret_is_told_without_its_content()
    {
        string[] told = Between([Web("""{"volumes":[{"secret":{"secretName":"keys"}}]}"""), Object(Secret, "keys", """{"stringData":{"a":"old-password"}}""")], [Web("""{"volumes":[{"secret":{"secretName":"keys"}}]}"""), Object(Secret, "keys", """{"stringData":{"a":"new-password"}}""")]);
        Assert.That(told, Has.Length.EqualTo(1));
        Assert.That(told[0], Does.StartWith("Secret/keys changes").And.Not.Contain("password"));
    }

    [Test]
    public void Nothing_is_told_where_pods_start_anew_or_use_something_else() =>
        Assert.Multiple(() =>
        {
            ReleaseObject one = Object(ConfigMap, "conf", """{"data":{"a":"1"}}""");
            ReleaseObject two = Object(ConfigMap, "conf", """{"data":{"a":"2"}}""");
            Assert.That(Between([Web(Users[0]), one], [Web("""{"volumes":[{"configMap":{"name":"conf"}}],"x":1}"""), two]), Is.Empty, "another template");
            Assert.That(Between([one], [Web(Users[0]), two]), Is.Empty, "a new workload");
            Assert.That(Between([Web("""{"volumes":[{"configMap":{"name":"other"}}]}"""), one], [Web("""{"volumes":[{"configMap":{"name":"other"}}]}"""), two]), Is.Empty, "another ConfigMap");
            Assert.That(Between([Web(Users[0]), one], [Web(Users[0]), Object(ConfigMap, "conf", """{"data":{"a":"1"},"metadata":{"labels":{"v":"2"}}}""")]), Is.Empty, "the same content");
        });

    [Test]
    public void What_pods_need_is_named_once_and_optional_things_are_not()
    {
        string pod = """{"volumes":[{"configMap":{"name":"conf"}},{"secret":{"secretName":"maybe","optional":true}},{"secret":{"secretName":"keys"}}],"containers":[{"envFrom":[{"secretRef":{"name":"keys","optional":true}},{"secretRef":7}]},"x"]}""";
        Assert.That(ConfigUse.Of([Web(pod)]).Select(use => $"{use.User}: {use.Namespace} {use.Kind}/{use.Name}"), Is.EquivalentTo(new[] { "Deployment/web: apps ConfigMap/conf", "Deployment/web: apps Secret/keys" }));
    }

    private static string[] Between(ReleaseObject[] before, ReleaseObject[] after) => [.. StaleWorkloads.Between(before, after).Select(finding => finding.Message)];

    private static ReleaseObject Web(string pod) => Object(Deployment, "web", """{"spec":{"template":{"spec":POD}}}""".Replace("POD", pod, StringComparison.Ordinal));

    private static ReleaseObject Object(GroupVersionKind kind, string name, string content) => new(kind, "apps", name, (JsonObject)JsonNode.Parse(content)!);
}
