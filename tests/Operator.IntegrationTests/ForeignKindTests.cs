using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Custom resources of others: Flagger's canaries, and those whose controllers come later.</summary>
[Category("Integration")]
internal sealed class ForeignKindTests : ReleaseTest
{
    private const string CanaryTemplate = """
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: {{ .Release.Name }}}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .Release.Name }}}
          analysis: {interval: 1m, threshold: {{ .Values.threshold }}}
        """;

    [Test]
    public async Task G21_A_canary_is_ready_when_it_is_promoted_and_a_failed_analysis_is_rolled_back()
    {
        await WithDefinitionAsync("flagger.app", "v1beta1", "Canary", "canaries", async () =>
        {
            await PackAsync(new TestChart("chart").With("templates/canary.yaml", CanaryTemplate));
            await ReleaseAsync("web", "chart", "values: {threshold: 1}");
            await UntilReleaseAsync("web", "the canary is waited for", release => release.CurrentStatus.Progress is [{ Object: "Canary/web" }]);
            await ReportAsync("True", "Initialized", "Deployment initialization completed.", threshold: 1);
            await UntilReadyAsync("web", 1);
            await ReportAsync("True", "Initialized", "Deployment initialization completed.", threshold: 1, since: TimeSpan.FromMinutes(1));

            await ReleaseAsync("web", "chart", "values: {threshold: 2}");
            await UntilReleaseAsync("web", "its analysis is waited for", release => release.CurrentStatus is { Operation.Revision: 2, Progress: [{ Object: "Canary/web" }] });
            await ReportAsync("Unknown", "Progressing", "New revision detected, progressing canary analysis.", threshold: 2);
            await UntilReleaseAsync("web", "the analysis runs", release => release.CurrentStatus.Progress is [{ Object: "Canary/web", Reason: "Progressing" }]);
            await ReportAsync("False", "Failed", "Canary analysis failed, Deployment scaled to zero.", threshold: 2);
            await ReportAsync("True", "Succeeded", "Canary analysis completed successfully, promotion finished.", threshold: 1);
            HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

            Assert.That(Ready(release)?.Message, Does.StartWith("Canary/web: ").And.Contains("Canary analysis failed, Deployment scaled to zero.").And.EndWith("; rolled back to revision 1"));
            Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        });
    }

    [Test]
    public async Task G31_What_is_marked_so_is_not_waited_for_and_may_fail()
    {
        string group = $"{Namespace}.example.com";
        await WithDefinitionAsync(group, "v1", "Widget", "widgets", async () =>
        {
            const string Marked = "metadata:\n  annotations: {steersman.dev/MARK}\n  name: {{ .Release.Name }}-NAME\n";
            string Deployment(string name, string mark) => TestChart.DeploymentTemplate.Replace("metadata:\n  name: {{ .Release.Name }}\n", Marked.Replace("MARK", mark, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal), StringComparison.Ordinal);
            await PackAsync(new TestChart("chart")
                .With("templates/fails.yaml", Deployment("fails", "fail-mode: ignore").Replace("app: {{ .Release.Name }}", "app: fails", StringComparison.Ordinal).Replace("{{ .Values.tag | default \"ready\" }}", "crash", StringComparison.Ordinal))
                .With("templates/slow.yaml", Deployment("slow", "wait: none").Replace("app: {{ .Release.Name }}", "app: slow", StringComparison.Ordinal).Replace("{{ .Values.tag | default \"ready\" }}", "silent", StringComparison.Ordinal))
                .With("templates/widget.yaml", $"apiVersion: {group}/v1\nkind: Widget\n{Marked.Replace("MARK", "wait: none", StringComparison.Ordinal).Replace("NAME", "later", StringComparison.Ordinal)}"));
            await ReleaseAsync("web", "chart", "{timeout: 60s, wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}}");
            await UntilReadyAsync("web", 1);
        });
    }

    // The controller of the kind: here it is the test.
    private async Task ReportAsync(string status, string reason, string message, int threshold, TimeSpan since = default)
    {
        Unstructured seen = (await UntilAsync("flagger.app/v1beta1", "Canary", "web", $"its threshold is {threshold}", item => item?.Content["spec"]?["analysis"]?["threshold"]?.GetValue<int>() == threshold))!;
        string changed = (DateTime.UtcNow - since).ToString("yyyy-MM-ddTHH:mm:ssZ");
        JsonObject condition = new() { ["type"] = "Promoted", ["status"] = status, ["reason"] = reason, ["message"] = message, ["lastTransitionTime"] = changed, ["lastUpdateTime"] = changed };
        IResourceClient<Unstructured> canaries = await Client.ResourceAsync(seen.GroupVersionKind, CancellationToken.None);
        await canaries.PatchStatusAsync(seen.Key, Patch.Merge(new JsonObject { ["status"] = new JsonObject { ["phase"] = reason, ["conditions"] = new JsonArray(condition) } }), WriteOptions.Default, CancellationToken.None);
    }
}
