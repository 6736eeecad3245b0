using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class ClientSideApplyTests
{
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Merge = "application/merge-patch+json";

    [Test]
    public void A_built_in_kind_is_patched_by_its_types()
    {
        Patch? patch = PatchOf("v1", "ConfigMap", "data: {a: '2'}", "data: {a: '1', gone: x}", "data: {a: '1', gone: x, others: y}");
        Assert.That((patch?.ContentType, patch?.Body.ToJsonString()), Is.EqualTo((Strategic, """{"data":{"gone":null,"a":"2"}}""")));
    }

    [Test]
    public void A_custom_resource_is_patched_by_what_changed_between_the_revisions()
    {
        Patch? patch = PatchOf("example.com/v1", "Widget", "spec: {a: 2}", "spec: {a: 1, gone: x}", "spec: {a: 7, gone: x, others: y}");
        Assert.That((patch?.ContentType, patch?.Body.ToJsonString()), Is.EqualTo((Merge, """{"spec":{"a":2,"gone":null}}""")));
    }

    [Test]
    public void An_object_that_is_taken_over_gets_what_it_lacks_and_loses_nothing()
    {
        Patch? patch = PatchOf("example.com/v1", "Widget", "spec: {a: 2}", null, "spec: {a: 7, others: y}");
        Assert.That((patch?.ContentType, patch?.Body.ToJsonString()), Is.EqualTo((Merge, """{"spec":{"a":2}}""")));
    }

    [Test]
    public void A_definition_is_patched_though_its_schema_holds_maps_of_objects()
    {
        const string before = "spec: {versions: [{name: v1, schema: {openAPIV3Schema: {properties: {spec: {type: object}}}}}]}";
        Patch? patch = PatchOf("apiextensions.k8s.io/v1", "CustomResourceDefinition", before.Replace("object", "string", StringComparison.Ordinal), before, before);
        Assert.That(patch?.ContentType, Is.EqualTo(Merge));
    }

    [Test]
    public void Nothing_is_sent_where_nothing_differs() => Assert.That(PatchOf("v1", "ConfigMap", "data: {a: '1'}", "data: {a: '1'}", "data: {a: '1', b: '2'}"), Is.Null);

    private static Patch? PatchOf(string apiVersion, string kind, string wanted, string? before, string live)
    {
        JsonObject Object(string yaml) => (JsonObject)Given.Node($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\n{yaml}")!;
        return ClientSideApply.PatchOf(Object(wanted), before is null ? null : Object(before), Object(live));
    }
}
