using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Tests.Objects;

/// <summary>Metadata that is kept for as long as its object exists.</summary>
public sealed class ObjectMetaTests
{
    private const string Metadata = """
        {
          "name": "web", "namespace": "team-a", "uid": "0a1b", "resourceVersion": "12", "generation": 3, "deletionGracePeriodSeconds": null,
          "creationTimestamp": "2026-01-01T00:00:00Z", "finalizers": ["a.dev/x", "b.dev/y"], "labels": {"app": "w\u00e9b"}, "annotations": {},
          "ownerReferences": [{"apiVersion": "v1", "kind": "Pod", "name": "p", "uid": "u", "controller": true}]
        }
        """;

    [Test]
    public void Everything_but_managed_fields_is_kept()
    {
        JsonObject whole = (JsonObject)JsonNode.Parse(Metadata)!;
        whole["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "kubectl" });
        ObjectMeta read = Decode(whole);

        Assert.Multiple(() =>
        {
            Assert.That(JsonNode.DeepEquals(read.Content, JsonNode.Parse(Metadata)), Is.True, read.Content.ToJsonString());
            Assert.That(read.Key, Is.EqualTo(new NamespacedName("team-a", "web")));
            Assert.That(read.Generation, Is.EqualTo(3));
            Assert.That(read.CreationTimestamp, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(read.Finalizers, Is.EqualTo(new[] { "a.dev/x", "b.dev/y" }));
            Assert.That(read.Labels["app"], Is.EqualTo("wéb"));
        });
    }

    [Test]
    public void What_two_objects_have_in_common_is_there_once()
    {
        ObjectMeta one = Decode((JsonObject)JsonNode.Parse(Metadata)!);
        ObjectMeta other = Decode((JsonObject)JsonNode.Parse(Metadata)!);
        Assert.That(one.Namespace, Is.SameAs(other.Namespace));
    }

    [TestCase("{}")]
    [TestCase("""{"metadata": null}""")]
    [TestCase("""{"metadata": []}""")]
    public void An_object_without_metadata_is_refused(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.That(() => ObjectMeta.DecodeShared(document.RootElement), Throws.InstanceOf<JsonException>());
    }

    private static ObjectMeta Decode(JsonObject metadata)
    {
        using JsonDocument document = JsonDocument.Parse(new JsonObject { ["metadata"] = metadata.DeepClone() }.ToJsonString());
        return ObjectMeta.DecodeShared(document.RootElement);
    }
}
