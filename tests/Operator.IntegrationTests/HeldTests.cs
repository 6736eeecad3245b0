using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Releases held at a stored revision, and what annotations ask for.</summary>
[Category("Integration")]
internal sealed class HeldTests : ReleaseTest
{
    private const string Templates = """
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ .Release.Name }}
          labels: {edition: {{ .Values.edition | quote }}}
        spec:
          type: {{ .Values.type }}
          selector: {app: {{ .Release.Name }}}
          ports: [{port: 80, protocol: TCP}]
        """;

    [SetUp]
    public Task PackChartAsync() => PackAsync(TestChart.OfDeployment("chart").With("templates/service.yaml", Templates));

    [Test]
    public async Task G3_rollbackTo_brings_back_replicas_service_type_and_labels_as_a_new_revision()
    {
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP, replicas: 1}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {edition: two, type: NodePort, replicas: 3}}");
        await UntilReadyAsync("web", 2);

        await ReleaseAsync("web", "chart", "{values: {edition: two, type: NodePort, replicas: 3}, rollbackTo: {revision: 1}}");
        HelmRelease release = await UntilReleaseAsync("web", "it is held", seen => Ready(seen)?.Reason == Reasons.HeldAtRevision);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That((await RevisionsAsync("web"))[2].Info?.Description, Is.EqualTo("Rollback to 1"));
        Assert.That(release.CurrentStatus.Pinned, Is.EqualTo(release.CurrentStatus.Pinned! with { Revision = 1, HeldAs = 3 }));
        Assert.That(Ready(release)?.Message, Is.EqualTo($"held at revision 1; generation {release.Metadata.Generation} not rolled out"));
        JsonObject service = (await GetAsync("v1", "Service", "web"))!.Content;
        Assert.That((service["spec"]!["type"]!.ToString(), service["metadata"]!["labels"]!["edition"]!.ToString()), Is.EqualTo(("ClusterIP", "one")));
        Assert.That((await GetAsync("apps/v1", "Deployment", "web"))!.Content["spec"]!["replicas"]!.ToString(), Is.EqualTo("1"));

        await ReleaseAsync("web", "chart", "{values: {edition: two, type: NodePort, replicas: 3}}");
        await UntilReadyAsync("web", 4);
    }

    [Test]
    public async Task G9_A_hold_works_without_the_chart_and_keeps_its_revision_from_being_pruned()
    {
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP}, maxHistory: 2}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {edition: two, type: ClusterIP}, maxHistory: 2}");
        await UntilReadyAsync("web", 2);
        await Client.Resource<ConfigMap>().DeleteAsync(new NamespacedName(Namespace, "chart"), DeleteOptions.Default, CancellationToken.None);

        await ReleaseAsync("web", "chart", "{values: {edition: two, type: ClusterIP}, maxHistory: 2, rollbackTo: {revision: 1}}");
        await UntilReleaseAsync("web", "it is held", seen => Ready(seen)?.Reason == Reasons.HeldAtRevision);

        Assert.That(await HistoryAsync("web"), Does.StartWith("1 superseded").And.EndWith("3 deployed"));
    }

    [Test]
    public async Task A_revision_that_is_not_there_is_named()
    {
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP}, rollbackTo: {revision: 9}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RevisionNotFound);
        Assert.That(Ready(release)?.Message, Does.Contain("revision 9 is not in the history").And.Contain("stored are 1 (deployed)"));
    }

    [Test]
    public async Task G10_rollbackTo_brings_back_an_uninstalled_release_with_kept_history()
    {
        const string Spec = "values: {edition: one, type: ClusterIP}, uninstall: {keepHistory: true}";
        await ReleaseAsync("web", "chart", $"{{{Spec}}}");
        await UntilReadyAsync("web", 1);
        await DeleteReleaseAsync("web");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 uninstalled"));

        await ReleaseAsync("web", "chart", $"{{{Spec}, rollbackTo: {{revision: 1}}}}");
        await UntilReleaseAsync("web", "it is held", seen => Ready(seen)?.Reason == Reasons.HeldAtRevision);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 uninstalled, 2 deployed").Or.EqualTo("1 superseded, 2 deployed"));
        Assert.That(await GetAsync("apps/v1", "Deployment", "web"), Is.Not.Null);
    }

    [Test]
    public async Task G9_The_annotation_rolls_back_once_and_the_spec_waits_for_a_change()
    {
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {edition: two, type: ClusterIP}}");
        await UntilReadyAsync("web", 2);

        await AnnotateAsync("1/a", "steersman.dev/rollback");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RolledBackByHand);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That(release.CurrentStatus.LastHandledRollback, Is.EqualTo("1/a"));

        await ReleaseAsync("web", "chart", "{values: {edition: three, type: ClusterIP}}");
        await UntilReadyAsync("web", 4);
    }

    [Test]
    public async Task Force_makes_one_revision_of_a_state_that_is_in_sync()
    {
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP}}");
        await UntilReadyAsync("web", 1);
        await AnnotateAsync("t1", "reconcile.fluxcd.io/forceAt", "reconcile.fluxcd.io/requestedAt");
        HelmRelease release = await UntilReadyAsync("web", 2);
        Assert.That(release.CurrentStatus.LastHandledForceAt, Is.EqualTo("t1"));
    }

    [Test]
    public async Task Reset_tries_a_rejected_state_once_more()
    {
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {edition: one, type: ClusterIP, tag: silent}, upgrade: {timeout: 2s}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        await Puppet.TreatAsync("silent", "ready");
        await AnnotateAsync("t1", "reconcile.fluxcd.io/resetAt", "reconcile.fluxcd.io/requestedAt");
        HelmRelease release = await UntilReadyAsync("web", 4);
        Assert.That((release.CurrentStatus.LastHandledResetAt, release.CurrentStatus.UpgradeFailures), Is.EqualTo(("t1", (int?)null)));
    }

    private Task<Unstructured> AnnotateAsync(string token, params string[] annotations) => Client.Resource(HelmRelease.Mapping).PatchAsync(
        new NamespacedName(Namespace, "web"),
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject(annotations.Select(name => KeyValuePair.Create(name, (JsonNode?)token))) } }),
        WriteOptions.Default,
        CancellationToken.None);
}
