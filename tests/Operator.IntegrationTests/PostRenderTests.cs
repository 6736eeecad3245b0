using System.Text.Json.Nodes;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Releases whose documents are changed between rendering and applying.</summary>
[Category("Integration")]
internal sealed class PostRenderTests : ReleaseTest
{
    private const string Patch = "postRenderers: [{kustomize: {patches: [{patch: \"- {op: add, path: /data/more, value: '1'}\", target: {kind: ConfigMap}}]}}]";

    [Test]
    public async Task Common_metadata_is_stored_with_the_manifest_and_labels_of_the_owner_are_not()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/hook.yaml", HookCharts.ConfigMap("hook", "post-install")));
        await ReleaseAsync("web", "chart", "{commonMetadata: {labels: {team: a}, annotations: {note: \"1\"}}}");
        await UntilReadyAsync("web", 1);

        foreach (string name in (string[])["web-text", "hook"])
        {
            Unstructured item = (await GetAsync("v1", "ConfigMap", name))!;
            Assert.That((item.Metadata.Labels["team"], item.Metadata.Annotations["note"]), Is.EqualTo(("a", "1")), name);
        }

        Release stored = (await RevisionsAsync("web"))[0];
        Assert.That(stored.Manifest, Is.EqualTo(
            "---\n# Source: chart/templates/configmap.yaml\napiVersion: v1\ndata:\n  text: hello\nkind: ConfigMap\nmetadata:\n  annotations:\n    note: \"1\"\n  labels:\n    team: a\n  name: web-text\n\n"));

        await ReleaseAsync("web", "chart", "{commonMetadata: {labels: {team: b}}}");
        await UntilReadyAsync("web", 2);
        Unstructured changed = (await GetAsync("v1", "ConfigMap", "web-text"))!;
        Assert.That((changed.Metadata.Labels["team"], changed.Metadata.Annotations.ContainsKey("note")), Is.EqualTo(("b", false)));
    }

    [Test]
    public async Task Hooks_stay_as_they_are_where_the_strategy_leaves_them_out()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/hook.yaml", HookCharts.ConfigMap("hook", "post-install", more: "data: {a: b}")));
        await ReleaseAsync("web", "chart", $"{{postRenderStrategy: nohooks, {Patch}}}");
        await UntilReadyAsync("web", 1);

        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))!.Content["data"]?["more"]?.ToString(), Is.EqualTo("1"));
        Assert.That((await GetAsync("v1", "ConfigMap", "hook"))!.Content["data"] as JsonObject, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_patch_that_is_none_stalls_the_release_and_changes_nothing()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "{postRenderers: [{kustomize: {patches: [{patch: text}]}}]}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InvalidSpec);
        Assert.That(release.CurrentStatus.Find("Stalled")?.Message, Is.EqualTo("spec.postRenderers[0].kustomize.patches[0]: unable to parse SM or JSON patch from [patch: \"text\"]"));
        Assert.That(await HistoryAsync("web"), Is.Empty);
    }

    [Test]
    public async Task A_patch_without_its_object_fails_the_attempt_until_it_is_mended()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "{postRenderers: [{kustomize: {patches: [{patch: \"{apiVersion: v1, kind: ConfigMap, metadata: {name: absent}}\"}]}}]}");
        HelmRelease release = await UntilReleaseAsync("web", "the attempt failed", seen => seen.CurrentStatus.Find("Released")?.Status == "False");
        Assert.That(Ready(release)?.Message, Does.Contain("spec.postRenderers[0].kustomize.patches[0]: no resource matches strategic merge patch \"ConfigMap.v1.[noGrp]/absent.[noNs]\""));
        Assert.That(await HistoryAsync("web"), Is.Empty);

        await ReleaseAsync("web", "chart", $"{{{Patch}}}");
        await UntilReadyAsync("web", 1);
    }
}
