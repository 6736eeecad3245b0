using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>Pods that a rollback deletes, on a real node.</summary>
[Category("EndToEnd")]
internal sealed class OldPodsTests : NodeTest
{
    private const string Impatient = "rollback: {recreate: true}, wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    [Test]
    public async Task G6_with_recreate_every_pod_of_another_revision_is_gone_before_the_release_is_ready()
    {
        await UpgradeToACrashAsync("Deployment");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That(await CommandsAsync(), Is.EqualTo("sleep, sleep"));
    }

    [Test]
    public async Task A_pod_that_an_ordered_StatefulSet_would_wait_for_for_ever_is_deleted_in_a_rollback()
    {
        await UpgradeToACrashAsync("StatefulSet");
        await UntilEventAsync("web", Reasons.PodsDeleted, "pods of StatefulSet/web are deleted: web-1 (");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That(await CommandsAsync(), Is.EqualTo("sleep, sleep"));
    }

    private async Task UpgradeToACrashAsync(string kind)
    {
        await PackAsync(Chart(kind));
        await ReleaseAsync("web", "chart", $"{{values: {{run: sleep 3600}}, {Impatient}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{run: exit 3}}, {Impatient}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        Assert.That(release.CurrentStatus.Failure?.Code, Is.EqualTo("CrashLoop"));
    }

    private async Task<string> CommandsAsync()
    {
        ResourceList<Unstructured> pods = await Client.Resource(Pods).ListAsync(new ListOptions { Namespace = Namespace }, CancellationToken.None);
        return string.Join(", ", pods.Items.Where(pod => pod.Metadata.DeletionTimestamp is null).Select(pod => pod.Content["spec"]?["containers"]?[0]?["command"]?[3]?.ToString().Split(' ')[0]));
    }

    private static TestChart Chart(string kind) => new TestChart("chart").With(
        "templates/app.yaml",
        $$$"""
        apiVersion: apps/v1
        kind: {{{kind}}}
        metadata: {name: {{ .Release.Name }} }
        spec:
          {{{(kind == "StatefulSet" ? "serviceName: none" : "")}}}
          replicas: 2
          selector: {matchLabels: {app: {{ .Release.Name }} } }
          template:
            metadata: {labels: {app: {{ .Release.Name }} } }
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: app
                image: localhost/steersman/web:1.0.0
                command: [busybox, sh, -c, {{ .Values.run | quote }}]
                readinessProbe: {exec: {command: [busybox, sh, -c, "sleep 0"]}, periodSeconds: 1, initialDelaySeconds: 1}
        """);
}
