using System.Text.Json.Nodes;
using Steersman.Releases.Patching;
using Given = Steersman.Releases.Tests.Applying.Given;

namespace Steersman.Releases.Tests.Patching;

internal sealed class StrategicMergePatchTests
{
    [TestCase("apps/v1", "Deployment", true)]
    [TestCase("v1", "Pod", true)]
    [TestCase("apiextensions.k8s.io/v1", "CustomResourceDefinition", true)]
    [TestCase("apiregistration.k8s.io/v1", "APIService", false, Description = "not in Helm's scheme")]
    [TestCase("example.com/v1", "Deployment", false)]
    [TestCase("apps/v1", "Widget", false)]
    public void Kinds_that_Helm_has_types_of_are_merged_by_them(string apiVersion, string kind, bool isKnown) =>
        Assert.That(PatchMetadata.SchemaOf(apiVersion, kind) is not null, Is.EqualTo(isKnown));

    [Test]
    public void What_others_wrote_stays_and_what_the_chart_dropped_goes()
    {
        JsonObject patch = Patch(
            original: "metadata: {labels: {a: '1', gone: 'x'}}\nspec: {replicas: 1}",
            modified: "metadata: {labels: {a: '2'}}\nspec: {}",
            current: "metadata: {labels: {a: '1', gone: 'x', others: 'y'}}\nspec: {replicas: 5, paused: true}");
        Assert.That(patch.ToJsonString(), Is.EqualTo("""{"metadata":{"labels":{"gone":null,"a":"2"}},"spec":{"replicas":null}}"""));
    }

    [Test]
    public void An_object_that_is_as_it_should_be_needs_no_patch() =>
        Assert.That(Patch("spec: {replicas: 1}", "spec: {replicas: 1}", "spec: {replicas: 1, paused: false}\nstatus: {replicas: 1}"), Is.Empty);

    [Test]
    public void Two_ports_of_one_number_are_paired_in_their_order()
    {
        const string ports = "apiVersion: v1\nkind: Service\nspec: {ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]}";
        PatchSchema schema = PatchMetadata.SchemaOf("v1", "Service")!;
        JsonObject service = (JsonObject)Given.Node(ports)!;
        Assert.That(StrategicMergePatch.CreateThreeWay(service, service, service, schema), Is.Empty);
    }

    [Test]
    public void Lists_of_many_elements_are_merged_in_time()
    {
        string env = string.Join(", ", Enumerable.Range(0, 20_000).Select(number => $"{{name: v{number}, value: a}}"));
        JsonObject before = (JsonObject)Given.Node($"spec: {{template: {{spec: {{containers: [{{name: a, env: [{env}]}}]}}}}}}")!;
        JsonObject after = (JsonObject)Given.Node($"spec: {{template: {{spec: {{containers: [{{name: a, env: [{env.Replace("value: a", "value: b", StringComparison.Ordinal)}]}}]}}}}}}")!;
        JsonObject patch = StrategicMergePatch.CreateThreeWay(before, after, before, PatchMetadata.SchemaOf("apps/v1", "Deployment")!);
        Assert.That(JsonNode.DeepEquals(StrategicMergePatch.Apply(before, patch, PatchMetadata.SchemaOf("apps/v1", "Deployment")!), after), Is.True);
    }

    [Test]
    public void Arguments_stay_as_they_are()
    {
        JsonObject original = (JsonObject)Given.Node("metadata: {finalizers: [b, a]}")!;
        JsonObject current = (JsonObject)Given.Node("metadata: {finalizers: [c, b, a]}")!;
        string[] before = [original.ToJsonString(), current.ToJsonString()];
        StrategicMergePatch.CreateThreeWay(original, original, current, PatchMetadata.SchemaOf("v1", "Pod")!);
        Assert.That(new[] { original.ToJsonString(), current.ToJsonString() }, Is.EqualTo(before));
    }

    private static JsonObject Patch(string original, string modified, string current) => StrategicMergePatch.CreateThreeWay(
        (JsonObject)Given.Node(original)!, (JsonObject)Given.Node(modified)!, (JsonObject)Given.Node(current)!, PatchMetadata.SchemaOf("apps/v1", "Deployment")!);
}
