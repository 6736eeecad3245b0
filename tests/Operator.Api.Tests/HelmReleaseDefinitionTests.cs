using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.Crd;

namespace Steersman.Operator.Api.Tests;

public sealed class HelmReleaseDefinitionTests
{
    private static readonly JsonObject Schema =
        (JsonObject)HelmReleaseDefinition.Create()["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!;

    [Test]
    public void Every_node_of_the_schema_has_one_type_or_keeps_unknown_fields()
    {
        Assert.Multiple(() => Walk(Schema, "$"));

        static void Walk(JsonObject node, string path)
        {
            Assert.That(node["type"]?.GetValueKind(), Is.EqualTo(JsonValueKind.String), path);
            Assert.That(node.ContainsKey("$ref"), Is.False, path);
            foreach ((string name, JsonNode? child) in node["properties"] as JsonObject ?? [])
            {
                Walk((JsonObject)child!, $"{path}.{name}");
            }

            foreach (string part in new[] { "items", "additionalProperties" })
            {
                if (node[part] is JsonObject inner)
                {
                    Walk(inner, $"{path}.{part}");
                }
            }
        }
    }

    [Test]
    public void Every_field_of_spec_and_status_says_what_it_is()
    {
        Assert.Multiple(() => Walk((JsonObject)Schema["properties"]!["spec"]!, "spec"));
        Assert.Multiple(() => Walk((JsonObject)Schema["properties"]!["status"]!, "status"));

        static void Walk(JsonObject node, string path)
        {
            foreach ((string name, JsonNode? child) in node["properties"] as JsonObject ?? [])
            {
                Assert.That(child!["description"]?.GetValue<string>(), Does.EndWith("."), $"{path}.{name}");
                Walk(ReferenceText.ElementOf((JsonObject)child).Element, $"{path}.{name}");
            }
        }
    }

    [TestCase("interval", "10m")]
    [TestCase("timeout", "5m")]
    [TestCase("deletionPolicy", "Uninstall")]
    public void Defaults_are_written_by_the_server(string field, string value) =>
        Assert.That(Schema["properties"]!["spec"]!["properties"]![field]!["default"]!.GetValue<string>(), Is.EqualTo(value));

    [Test]
    public void Exactly_one_source_is_asked_for_in_a_form_that_every_server_enforces() =>
        Assert.That(Schema["properties"]!["spec"]!["oneOf"]!.ToJsonString(), Is.EqualTo("""[{"required":["chart"]},{"required":["chartRef"]},{"required":["source"]}]"""));
}
