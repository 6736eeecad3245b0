using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Releases.Drift;
using Steersman.Releases.Tests.Applying;

namespace Steersman.Releases.Tests.Drift;

/// <summary>Ports of a Service as kubectl edit leaves them, and what kube-apiserver answers to an apply of those that are wanted.</summary>
internal sealed class DisplacedElementsTests
{
    private const string Twice = "FieldValueDuplicate spec.ports[1].name";
    private const string Nameless = "FieldValueRequired spec.ports[0].name";

    [TestCase(
        "[{name: http, port: 80}]",
        "[{name: http, port: 81, protocol: TCP, targetPort: 80, nodePort: 30080}]",
        Twice,
        "[{name: http, port: 80, protocol: TCP, nodePort: 30080}]",
        TestName = "An edited port is put back and keeps its node port")]
    [TestCase(
        "[{name: http, port: 80, nodePort: 30001}]",
        "[{name: http, port: 81, protocol: TCP, nodePort: 30080}]",
        Twice,
        "[{name: http, port: 80, nodePort: 30001, protocol: TCP}]",
        TestName = "A node port of the manifest wins")]
    [TestCase("[{port: 80}]", "[{port: 81, protocol: TCP}]", Nameless, "[{port: 80, protocol: TCP}]", TestName = "A port without a name is put back")]
    [TestCase(
        "[{name: http, port: 80}]",
        "[{name: probe, port: 9, protocol: TCP}, {name: http, port: 81, protocol: TCP}]",
        Twice,
        "[{name: probe, port: 9, protocol: TCP}, {name: http, port: 80, protocol: TCP}]",
        TestName = "What others added beside it stays")]
    [TestCase(
        "[{name: http, port: 80}, {name: admin, port: 90}]",
        "[{name: web, port: 80, protocol: TCP}, {name: http, port: 91, protocol: TCP, nodePort: 30091}]",
        Twice,
        "[{name: web, port: 80, protocol: TCP}, {name: admin, port: 90, protocol: TCP, nodePort: 30091}]",
        TestName = "A port that took another one's name gives way to the missing one")]
    [TestCase("[{name: http, port: 80}]", "[{name: web, port: 80, protocol: TCP}, {name: http, port: 91, protocol: TCP}]", Twice, "[{name: web, port: 80, protocol: TCP}]", TestName = "Where none is missing it goes")]
    [TestCase("[{name: http, port: 80}]", "[{name: web, port: 81, protocol: TCP}]", Twice, null, TestName = "What is in nobody's way stays")]
    [TestCase("[{name: http, port: 80}]", "[{name: http, port: 81, protocol: TCP}]", "FieldValueInvalid spec.clusterIP", null, TestName = "Another refusal says nothing of elements")]
    [TestCase("[{name: http, port: 80}]", "[{name: http, port: 80, protocol: TCP}]", Twice, null, TestName = "An element is not in its own way")]
    public void Elements_are_put_back(string wanted, string live, string cause, string? expected)
    {
        JsonArray? operations = DisplacedElements.PutBack(Service(live, "k:{\"port\":81,\"protocol\":\"TCP\"}"), Service(wanted, null), Refusal(cause));
        Assert.That(operations?[0]?.ToJsonString(), Is.EqualTo(expected is null ? null : new JsonObject { ["op"] = "replace", ["path"] = "/spec/ports", ["value"] = Given.Node(expected) }.ToJsonString()));
        Assert.That(operations?[1]?.ToJsonString(), Is.EqualTo(expected is null ? null : """{"op":"replace","path":"/metadata/resourceVersion","value":"7"}"""));
    }

    [Test]
    public void A_list_without_keys_is_left_to_the_server() =>
        Assert.That(DisplacedElements.PutBack(Service("[{name: http, port: 81}]", "v:\"x\""), Service("[{name: http, port: 80}]", null), Refusal(Twice)), Is.Null);

    [Test]
    public void Lists_within_elements_are_found_by_the_keys_of_these()
    {
        JsonObject live = Pod("[{name: web, containerPort: 81, protocol: TCP}]");
        live["metadata"]!["managedFields"] = JsonNode.Parse("""[{"fieldsV1":{"f:spec":{"f:containers":{"k:{\"name\":\"app\"}":{"f:ports":{"k:{\"containerPort\":81,\"protocol\":\"TCP\"}":{}}}}}}}]""");
        JsonArray? operations = DisplacedElements.PutBack(live, Pod("[{name: web, containerPort: 80}]"), Refusal("FieldValueDuplicate spec.containers[0].ports[1].name"));
        Assert.That(operations?[0]?["path"]?.ToString(), Is.EqualTo("/spec/containers/1/ports"));
        Assert.That(operations?[0]?["value"]?.ToJsonString(), Is.EqualTo(Given.Node("[{name: web, containerPort: 80, protocol: TCP}]")!.ToJsonString()));
    }

    private static JsonObject Pod(string ports) => (JsonObject)Given.Node($"{{kind: Pod, metadata: {{resourceVersion: '7'}}, spec: {{containers: [{{name: beside}}, {{name: app, ports: {ports}}}]}}}}")!;

    private static JsonObject Service(string ports, string? key)
    {
        JsonObject service = (JsonObject)Given.Node($"{{kind: Service, metadata: {{name: web}}, spec: {{ports: {ports}}}}}")!;
        if (key is not null)
        {
            service["metadata"]!["resourceVersion"] = "7";
            service["metadata"]!["managedFields"] = new JsonArray(new JsonObject { ["fieldsV1"] = new JsonObject { ["f:spec"] = new JsonObject { ["f:ports"] = new JsonObject { ["."] = new JsonObject(), [key] = new JsonObject() } } } });
        }

        return service;
    }

    private static KubernetesApiException Refusal(string cause) => cause.Split(' ') is [var reason, var field]
        ? KubernetesApiException.FromStatus(new ApiStatus { Code = 422, Reason = "Invalid", Message = "x is invalid", Causes = [new StatusCause(reason, "Duplicate value: \"http\"", field)] })
        : throw new ArgumentException("no cause", nameof(cause));
}
