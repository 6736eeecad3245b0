using System.Collections.Concurrent;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>
/// The operator is cut off twice at every single request of an operation - before it is sent, and after the server did it but before the answer - and another
/// one goes on: the end is that of the undisturbed run, and each hook ran once.
/// </summary>
[Category("Integration")]
[Category("Long")]
internal sealed class CrashPointTests : ReleaseTest
{
    private const int Parallel = 3;
    private const string Impatient = "wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";

    private static readonly TestChart Chart = TestChart.OfDeployment("chart")
        .With("templates/text.yaml", TestChart.ConfigMapTemplate)
        .With("templates/extra.yaml", "{{ if .Values.extra }}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {a: b}\n{{ end }}\n")
        .With("templates/before.yaml", HookCharts.Job("before", "pre-install,pre-upgrade,pre-rollback,pre-delete"))
        .With("templates/after.yaml", HookCharts.Job("after", "post-install,post-upgrade", annotation: HookCharts.DeletedBy("hook-succeeded")));

    // Of several objects of one hook any may be there and any may be gone: when it begins, when it is gone on with, and when it goes.
    private static readonly TestChart Lists = TestChart.OfConfigMap("chart")
        .With("templates/before.yaml", HookCharts.List("pre-install,pre-upgrade", "", [HookCharts.BareConfigMap("seed"), HookCharts.BareJob("before")]))
        .With("templates/after.yaml", HookCharts.List("post-upgrade", HookCharts.DeletedBy("hook-succeeded"), [HookCharts.BareJob("after"), HookCharts.BareJob("last")]));

    private static readonly CrashScenario[] Scenarios =
    [
        new("install", [], "{values: {text: one, extra: true}}", release => IsReady(release, 1)),
        new("upgrade", ["{values: {text: one, extra: true}}"], "{values: {text: two, replicas: 2}}", release => IsReady(release, 2)),
        new("upgrade with Lists of hooks", ["{values: {text: one}}"], "{values: {text: two}}", release => IsReady(release, 2)) { Chart = Lists },
        new(
            "rollback",
            ["{values: {text: one, extra: true}}"],
            $"{{values: {{text: two, tag: crash}}, {Impatient}}}",
            release => release?.CurrentStatus.Find("Ready") is { Status: "False", Reason: Reasons.RollbackSucceeded }),
        new("uninstall", ["{values: {text: one, extra: true}}"], null, release => release is null),
        new(
            "move",
            ["{values: {text: one, extra: true}}"],
            "{releaseName: shop, values: {text: two, extra: true}}",
            release => IsReady(release, 1) && release?.CurrentStatus.Release?.Name == "shop"),
    ];

    protected override bool StartsOperator => false;

    protected override bool PlaysKubelet => false;

    [TestCaseSource(nameof(Scenarios))]
    public async Task Cut_off_at_any_request_the_next_operator_brings_it_to_the_same_end(CrashScenario scenario)
    {
        byte[] chart = (scenario.Chart ?? Chart).Pack();
        CrashRun undisturbed = new(scenario, chart, await CreateNamespaceAsync());
        string expected = await undisturbed.RunAsync(CutPoint.None);
        List<(CutPoint Point, string Namespace)> points = [];
        for (int request = 1; request <= undisturbed.Requests.Count; request++)
        {
            points.Add((new CutPoint(request, IsAfter: false), await CreateNamespaceAsync()));
            points.Add((new CutPoint(request, IsAfter: true), await CreateNamespaceAsync()));
        }

        ConcurrentBag<string> failures = [];
        await System.Threading.Tasks.Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (entry, _) =>
        {
            CrashRun run = new(scenario, chart, entry.Namespace);
            try
            {
                string actual = await run.RunAsync(entry.Point);
                if (actual != expected)
                {
                    failures.Add($"{scenario} cut off {entry.Point}, {LastOf(run)}:\n{actual}\n");
                }
            }
            catch (Exception exception)
            {
                failures.Add($"{scenario} cut off {entry.Point}, {LastOf(run)}: {exception.Message}\n");
            }
        });

        RunReport.Tell($"crash points of {scenario}: {points.Count}");
        Assert.That(failures, Is.Empty, $"undisturbed:\n{expected}\n{string.Join("\n", undisturbed.Requests)}\n\n{string.Join('\n', failures)}");
    }

    private static string LastOf(CrashRun run) => run.Requests is [.., string last] ? last : "nothing sent";

    private static bool IsReady(HelmRelease? release, int revision) => release is not null
        && release.CurrentStatus.ObservedGeneration == release.Metadata.Generation
        && release.CurrentStatus.Find("Ready") is { Status: "True" } && release.CurrentStatus.Release?.Revision == revision;
}
