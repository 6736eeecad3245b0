using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Pods that a rollback deletes (rules.md §4.2, §4.3).</summary>
[Category("Integration")]
internal sealed class OldPodsTests : ReleaseTest
{
    private const string Impatient = "wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    private static readonly TestChart Ordered = new TestChart("chart").With("values.yaml", "tag: ready\n").With(
        "templates/set.yaml",
        TestChart.DeploymentTemplate.Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal).Replace("spec:\n  replicas", "spec:\n  serviceName: none\n  replicas", StringComparison.Ordinal));

    [Test]
    public async Task A_pod_that_an_ordered_StatefulSet_would_wait_for_for_ever_is_deleted_in_a_rollback()
    {
        await PackAsync(Ordered);
        await ReleaseAsync("db", "chart", $"{{values: {{replicas: 2}}, {Impatient}}}");
        await UntilReadyAsync("db", 1);
        await ReleaseAsync("db", "chart", $"{{values: {{replicas: 2, tag: crash}}, {Impatient}}}");
        await UntilNotReadyAsync("db", Reasons.RollbackSucceeded);

        Assert.That(await HistoryAsync("db"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        await UntilEventAsync("db", Reasons.PodsDeleted, "pods of StatefulSet/db are deleted: db-1 (not ready and of another revision: Kubernetes would wait for them for ever)");
        Assert.That(await ImagesAsync(), Is.EqualTo("db-0 localhost/app:ready, db-1 localhost/app:ready"));
    }

    [Test]
    public async Task G6_with_recreate_every_pod_of_another_revision_is_gone_before_the_release_is_ready()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{replicas: 3}}, rollback: {{recreate: true}}, {Impatient}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{replicas: 3, tag: crash}}, rollback: {{recreate: true}}, {Impatient}}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That((await ImagesAsync()).Split(", "), Has.Length.EqualTo(3).And.All.EndsWith(" localhost/app:ready"));
    }

    private async Task<string> ImagesAsync()
    {
        ResourceList<Unstructured> pods = await Client.Resource(Pods).ListAsync(new ListOptions { Namespace = Namespace }, CancellationToken.None);
        return string.Join(", ", pods.Items.Where(pod => pod.Metadata.DeletionTimestamp is null).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal).Select(pod => $"{pod.Metadata.Name} {pod.Content["spec"]?["containers"]?[0]?["image"]}"));
    }
}
