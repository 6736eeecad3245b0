using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Connections;

namespace Steersman.Operator.Tests.Connections;

/// <summary>Rows of what Flux's documentation and code (auth/generic, auth/utils) say of the keys.</summary>
public sealed class TrustingClusterTests
{
    [TestCase("https://Cluster.Example:6443/", "https://cluster.example:6443")]
    [TestCase("https://cluster.example", "https://cluster.example")]
    [TestCase("cluster.example:6443", "https://cluster.example:6443")]
    [TestCase("https://cluster.example:443/ignored", "https://cluster.example")]
    [TestCase("https://[fd00::1]:6443", "https://[fd00::1]:6443")]
    public void An_address_is_host_and_port(string address, string expected) =>
        Assert.That(Read($$"""{"address":"{{address}}"}""").Address.ToString().TrimEnd('/'), Is.EqualTo(expected));

    [TestCase("deployer", null, "apps/deployer")]
    [TestCase("deployer", "other", "apps/deployer")]
    [TestCase(null, "other", "apps/other")]
    [TestCase("", "other", "apps/other")]
    public void The_account_is_that_of_the_ConfigMap_else_the_default(string? named, string? standard, string expected) =>
        Assert.That(Read(named is null ? """{"serviceAccountName":null}""" : $$"""{"serviceAccountName":"{{named}}"}""", standard).Account.ToString(), Is.EqualTo(expected));

    [TestCase("- one\n- two", new[] { "one", "two" })]
    [TestCase("[one, two]", new[] { "one", "two" })]
    [TestCase("one\ntwo", new[] { "one", "two" })]
    [TestCase("one", new[] { "one" })]
    [TestCase("- https://cluster.example", new[] { "https://cluster.example" })]
    [TestCase("", new[] { "cluster.example:6443" })]
    public void Audiences_are_a_list_or_lines_else_the_address_as_it_is_written(string audiences, string[] expected) =>
        Assert.That(Read(new JsonObject { ["audiences"] = audiences, ["address"] = "cluster.example:6443" }.ToJsonString()).Audiences, Is.EqualTo(expected));

    [Test]
    public void The_name_of_the_cluster_at_its_provider_says_nothing() =>
        Assert.That(Read("""{"cluster":"arn:aws:eks:eu-central-1:123456789012:cluster/mine"}""").Address.Host, Is.EqualTo("cluster.example"));

    [TestCase("""{"provider":"aws"}""", "provider aws is not supported: use generic")]
    [TestCase("""{"provider":null}""", "provider (none) is not supported: use generic")]
    [TestCase("""{"address":"http://cluster.example"}""", "address must be an https address")]
    [TestCase("""{"address":"https://user:secret@cluster.example"}""", "address must be an https address")]
    [TestCase("""{"address":null}""", "address must be an https address")]
    [TestCase("""{"serviceAccountName":"kube-system:admin"}""", "serviceAccountName must name a service account of namespace apps")]
    [TestCase("""{"serviceAccountName":null}""", "serviceAccountName must name a service account of namespace apps")]
    [TestCase("""{"audiences":"- {a: b}"}""", "audiences must be a list of texts")]
    [TestCase("""{"audiences":"- ["}""", "audiences must be a list of texts")]
    public void What_is_wrong_names_the_key_and_the_way_out(string change, string words) =>
        Assert.That(() => Read(change), Throws.TypeOf<KubernetesConfigurationException>().With.Message.StartsWith("ConfigMap apps/other: " + words));

    private static TrustingCluster Read(string change, string? standard = null)
    {
        JsonObject data = new() { ["provider"] = "generic", ["address"] = "https://cluster.example:6443", ["serviceAccountName"] = "deployer" };
        foreach ((string key, JsonNode? value) in (JsonObject)JsonNode.Parse(change)!)
        {
            data[key] = value?.DeepClone();
        }

        return TrustingCluster.Read("ConfigMap apps/other", new NamespacedName("apps", "other"), key => data[key]?.ToString(), standard);
    }
}
