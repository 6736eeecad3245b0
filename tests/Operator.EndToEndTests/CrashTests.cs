using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

[Category("EndToEnd")]
internal sealed class CrashTests : NodeTest
{
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    [Test]
    public async Task G15_A_crashing_upgrade_is_judged_by_its_cause_and_rolled_back()
    {
        await PackAsync("web", SampleChart());
        await ReleaseAsync("web", "web", Values("1.0.0"));
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "web", Values("2.0.0"));
        HelmRelease release = await UntilReleaseAsync("web", "rolled back", IsRolledBack, RolloutPatience);

        FailureStatus failure = release.CurrentStatus.Failure!;
        Unstructured? pod = await Client.Resource(Pods).GetAsync(new NamespacedName(Namespace, failure.Pod!), CancellationToken.None);
        Assert.Multiple(async () =>
        {
            Assert.That(
                Ready(release)!.Message.Split('\n')[0],
                Does.Match(@"^Deployment/web: container web in pod web-[a-z0-9]+-[a-z0-9]+ is in CrashLoopBackOff \(exit code 3, \d+ restarts\); rolled back to revision 1$"));
            Assert.That(failure.Code, Is.EqualTo("CrashLoop"));
            Assert.That(failure.ExitCode, Is.EqualTo(3));
            Assert.That(failure.Revision, Is.EqualTo(2));
            Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
            Assert.That((await RevisionsAsync("web"))[2].Info!.Description, Is.EqualTo("Rollback to 1"));

            // The pod of the failed revision may be gone already; while it is there it tells the same.
            Assert.That(pod is null || LastExitCode(pod) == failure.ExitCode, Is.True);
        });
    }

    [Test]
    public async Task A_hook_that_fails_fails_the_install_and_nothing_else_is_applied()
    {
        await PackAsync(TestChart.OfConfigMap("hooked").With("templates/hook.yaml", HookJob("exit 4")));
        await ReleaseAsync("web", "hooked");

        HelmRelease release = await UntilReleaseAsync("web", "failed", seen => Ready(seen) is { Status: "False", Reason: "InstallFailed" }, RolloutPatience);

        Assert.That(release.CurrentStatus.Failure!.Code, Is.EqualTo("HookFailed"));
        Assert.That(Ready(release)!.Message, Does.StartWith("Job/web-hook: pre-install hook failed: container hook in pod web-hook-").And.Contains("exited with code 4"));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
    }

    [Test]
    public async Task A_hook_runs_to_its_end_before_the_objects_are_applied()
    {
        await PackAsync(TestChart.OfConfigMap("hooked").With("templates/hook.yaml", HookJob("exit 0")));
        await ReleaseAsync("web", "hooked");

        await UntilReleaseAsync("web", "ready", seen => Ready(seen) is { Status: "True" }, RolloutPatience);

        Unstructured job = (await GetAsync("batch/v1", "Job", "web-hook"))!;
        Unstructured map = (await GetAsync("v1", "ConfigMap", "web-text"))!;
        Assert.That(job.Content["status"]!["succeeded"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(map.Metadata.CreationTimestamp, Is.GreaterThanOrEqualTo(job.Metadata.CreationTimestamp!.Value));
    }

    private static string Values(string tag) => $"{{timeout: 5m, values: {{replicas: 1, image: {{tag: {tag}}}}}}}";

    private static bool IsRolledBack(HelmRelease release) =>
        release.CurrentStatus.ObservedGeneration == release.Metadata.Generation && Ready(release) is { Status: "False", Reason: "RollbackSucceeded" };

    private static int? LastExitCode(Unstructured pod)
    {
        JsonNode? status = pod.Content["status"]?["containerStatuses"]?[0];
        return (status?["lastState"]?["terminated"] ?? status?["state"]?["terminated"])?["exitCode"]?.GetValue<int>();
    }

    private static string HookJob(string command) => $$$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{ .Release.Name }}-hook
          annotations:
            helm.sh/hook: pre-install
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
              - name: hook
                image: localhost/steersman/web:1.0.0
                command: [busybox, sh, -c, "{{{command}}}"]
        """;
}
