using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Changes that wait for their approval, or for a window.</summary>
[Category("Integration")]
internal sealed class PlanTests : ReleaseTest
{
    private const string SecretTemplate = """
        apiVersion: v1
        kind: Secret
        metadata:
          name: {{ .Release.Name }}-keys
        stringData:
          password: {{ .Values.password | default "none" | quote }}
        """;

    private const string UrlTemplate = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}-url
        data:
          url: db://user:{{ .Values.password }}@db/{{ .Values.text }}
        """;

    private readonly SteppedTime _clock = new();

    protected override bool StartsOperator => false;

    [SetUp]
    public void Start() => StartOperator(new OperatorOptions { WatchNamespaces = [Namespace] }, connections => new SteppedDates(_clock, connections), _clock);

    [Test]
    public async Task G19_A_change_waits_for_the_approval_of_its_plan_and_nothing_is_written_before()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "{approval: Manual, values: {text: one}}");
        PlanStatus install = await UntilPlannedAsync(plan => plan.BaseRevision is null);
        Assert.That((install.Type, install.Added, install.Changed, install.Removed), Is.EqualTo((OperationType.Install, 1, 0, 0)));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);

        await ApproveAsync(install.Digest);
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That((release.CurrentStatus.Plan, release.CurrentStatus.LastHandledApprove), Is.EqualTo(((PlanStatus?)null, install.Digest)));

        await ReleaseAsync("web", "chart", "{approval: Manual, values: {text: two}}");
        PlanStatus second = await UntilPlannedAsync(plan => plan.BaseRevision == 1);
        Assert.That(second.Summary![0].Fields, Is.EqualTo(new[] { "/data/text: \"one\" -> \"two\"" }));

        await ReleaseAsync("web", "chart", "{approval: Manual, values: {text: three}}");
        PlanStatus third = await UntilPlannedAsync(plan => plan.BaseRevision == 1 && plan.Digest != second.Digest);
        await ApproveAsync(second.Digest);
        await UntilEventAsync("web", Reasons.ApprovalIgnored, $"\"{second.Digest}\" has no effect");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        await ApproveAsync(third.Digest);
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("three"));
    }

    [Test]
    public async Task G24_A_plan_tells_what_would_change_and_shows_no_secret_old_or_new()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/secret.yaml", SecretTemplate).With("templates/url.yaml", UrlTemplate).With("templates/hook.yaml", HookCharts.Job("after", "post-upgrade")));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {password: before-secret}}");
        const string Spec = "valuesFrom: [{kind: Secret, name: keys, valuesKey: password, targetPath: password}]";
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: one}}}}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: two}}, approval: Manual}}");
        PlanStatus first = await UntilPlannedAsync(plan => plan.BaseRevision == 1);
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {password: after-secret}}");
        PlanStatus plan = await UntilPlannedAsync(plan => plan.Digest != first.Digest);

        string text = string.Join("\n", plan.Summary!.Select(item => $"{item.Change} {item.Object} {string.Join(", ", item.Fields ?? [])}"));
        Assert.That((plan.Added, plan.Changed, plan.Removed), Is.EqualTo((0, 3, 0)), text);
        Assert.That(plan.Hooks!.Single(), Is.EqualTo(new PlannedHook { Event = "post-upgrade", Object = "Job/after" }));
        Assert.That(text, Does.Not.Contain("before-secret").And.Not.Contain("after-secret"));
        Assert.That(text, Does.Contain("Changed Secret/web-keys /stringData/password: *** -> ***").And.Contain("/data/text: \"one\" -> \"two\"").And.Contain("/data/url: *** -> \"db://user:***@db/two\""));
    }

    [Test]
    public async Task A_change_waits_for_its_window_and_is_rolled_out_when_it_opens()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);

        // Fifteen seconds before a full minute.
        DateTimeOffset now = _clock.GetUtcNow();
        DateTimeOffset opening = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero).AddMinutes(2);
        _clock.Step(opening - TimeSpan.FromSeconds(15) - now);
        await ReleaseAsync("web", "chart", $"{{values: {{text: two}}, updateWindows: [{{schedule: \"{opening.Minute} {opening.Hour} * * *\", duration: 1m}}]}}");
        HelmRelease release = await UntilReleaseAsync("web", "it waits for the window", seen => Ready(seen)?.Reason == Reasons.AwaitingWindow);
        Assert.That(release.CurrentStatus.NextWindowAt, Is.EqualTo(opening));
        Assert.That(release.CurrentStatus.Plan?.Changed, Is.EqualTo(1));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        release = await UntilReadyAsync("web", 2);
        Assert.That(release.CurrentStatus.NextWindowAt, Is.Null);
        Assert.That(release.CurrentStatus.History![0].LastDeployed, Is.GreaterThanOrEqualTo(opening).And.LessThan(opening.AddSeconds(30)));
    }

    private async Task<PlanStatus> UntilPlannedAsync(Func<PlanStatus, bool> holds) =>
        (await UntilReleaseAsync("web", "a plan awaits approval", seen => Ready(seen)?.Reason == Reasons.AwaitingApproval && seen.CurrentStatus.Plan is { } plan && holds(plan))).CurrentStatus.Plan!;

    private Task<Unstructured> ApproveAsync(string digest) => Client.Resource(HelmRelease.Mapping).PatchAsync(
        new NamespacedName(Namespace, "web"),
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["steersman.dev/approve"] = digest } } }),
        WriteOptions.Default,
        CancellationToken.None);
}
