using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class PortProtocolsTests
{
    [TestCase("{kind: Service, spec: {ports: [{port: 80}, {port: 53, protocol: UDP}]}}", "{kind: Service, spec: {ports: [{port: 80, protocol: TCP}, {port: 53, protocol: UDP}]}}")]
    [TestCase(
        "{kind: Deployment, spec: {template: {spec: {containers: [{name: a, ports: [{containerPort: 80}]}], initContainers: [{ports: [{containerPort: 1}]}]}}}}",
        "{kind: Deployment, spec: {template: {spec: {containers: [{name: a, ports: [{containerPort: 80, protocol: TCP}]}], initContainers: [{ports: [{containerPort: 1, protocol: TCP}]}]}}}}")]
    [TestCase("{kind: NetworkPolicy, spec: {ingress: [{ports: [{port: 80}]}]}}", "{kind: NetworkPolicy, spec: {ingress: [{ports: [{port: 80}]}]}}")]
    [TestCase("{kind: Service, spec: {ports: text}}", "{kind: Service, spec: {ports: text}}")]
    public void Ports_of_Services_and_containers_are_TCP_where_they_do_not_say(string content, string filled) =>
        Assert.That(PortProtocols.AddTo((JsonObject)Given.Node(content)!).ToJsonString(), Is.EqualTo(Given.Node(filled)!.ToJsonString()));
}
