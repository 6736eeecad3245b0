using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>Each cause that a real node can show: the verdict, its code and its words. Thresholds that are minutes by default are shortened by the spec.</summary>
[Category("EndToEnd")]
internal sealed class CauseTests : NodeTest
{
    private const string Image = "localhost/steersman/web:1.0.0";
    // Without a readiness probe a process is ready for a moment before it dies.
    private const string NeverReady = "readinessProbe: {exec: {command: [busybox, 'false']}}";
    private const string Sleep = "command: [busybox, sleep, '3600']";

    [Test]
    public async Task G15_An_image_that_is_not_there()
    {
        await using EmptyRegistry registry = await EmptyRegistry.StartAsync();
        FailureStatus failure = await InstallAsync(Pod($"{registry.Address}/none:1", Sleep), "{}");
        Assert.That(failure.Code, Is.EqualTo("ImageNotFound"));
        Assert.That(failure.Message, Does.Match($@"^Deployment/web: container app in pod web-\S+ cannot pull image {registry.Address}/none:1 \(not found\): "));
    }

    [Test]
    public async Task G15_A_registry_that_is_down_is_named_at_the_timeout_and_not_before()
    {
        DateTimeOffset start = DateTimeOffset.UtcNow;
        FailureStatus failure = await InstallAsync(Pod("127.0.0.1:1/none:1", Sleep), "{}", timeout: "15s");
        Assert.That(DateTimeOffset.UtcNow - start, Is.GreaterThan(TimeSpan.FromSeconds(14)));
        Assert.That((failure.Code, failure.Object), Is.EqualTo(("Timeout", "Deployment/web")));
        Assert.That(failure.Message, Does.Contain("cannot pull image 127.0.0.1:1/none:1: ").And.Contains("connection refused"));
    }

    [Test]
    public async Task G15_A_container_that_takes_more_memory_than_it_may()
    {
        FailureStatus failure = await InstallAsync(Pod(Image, $"command: [busybox, tail, /dev/zero], {NeverReady}, resources: {{limits: {{memory: 16Mi}}}}"), "{}");
        Assert.That((failure.Code, failure.Reason, failure.ExitCode, failure.Restarts), Is.EqualTo(("OOM", "OOMKilled", 137, 2)));
        Assert.That(failure.Message, Does.Match(@"^Deployment/web: container app in pod web-\S+ was OOMKilled \(exit code 137, 2 restarts\)$"));
    }

    [Test]
    public async Task G15_A_command_that_cannot_be_run()
    {
        FailureStatus failure = await InstallAsync(Pod(Image, "command: [/no/such/program]"), "{}");
        Assert.That((failure.Code, failure.Restarts), Is.EqualTo(("RunContainer", 2)));
        Assert.That(failure.Message, Does.Contain("cannot be run").And.Contains("no such file or directory"));
    }

    [Test]
    public async Task G15_A_configuration_that_is_not_there()
    {
        FailureStatus failure = await InstallAsync(Pod(Image, $"{Sleep}, envFrom: [{{configMapRef: {{name: absent}}}}]"), "{ContainerConfig: {after: 3s}}");
        Assert.That((failure.Code, failure.Reason), Is.EqualTo(("ContainerConfig", "CreateContainerConfigError")));
        Assert.That(failure.Message, Does.Match(@"^Deployment/web: container app in pod web-\S+ is in CreateContainerConfigError: configmap ""absent"" not found$"));
    }

    [TestCase("Deployment")]
    [TestCase("StatefulSet")]
    [TestCase("DaemonSet")]
    [TestCase("Job")]
    public async Task G15_A_quota_that_is_used_up(string kind)
    {
        await ApplyAsync("{apiVersion: v1, kind: ResourceQuota, metadata: {name: none}, spec: {hard: {pods: '0'}}}");
        await UntilAsync("v1", "ResourceQuota", "none", "is counted", quota => quota?.Content["status"]?["hard"] is not null);
        FailureStatus failure = await InstallAsync(Pod(Image, Sleep), "{QuotaExceeded: {after: 3s}}", kind);
        Assert.That((failure.Code, failure.Reason, failure.Object), Is.EqualTo(("QuotaExceeded", "FailedCreate", $"{kind}/web")));
        Assert.That(failure.Message, Does.StartWith($"{kind}/web: pods cannot be created (FailedCreate): ").And.Contains("exceeded quota: none"));
    }

    [TestCase("Deployment")]
    [TestCase("StatefulSet")]
    public async Task G15_A_pod_that_violates_the_pod_security_of_its_namespace(string kind)
    {
        await TestCluster.NeedAsync(23, "servers look at the pod security of namespaces from Kubernetes 1.23 on");
        await ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {Namespace}, labels: {{pod-security.kubernetes.io/enforce: restricted}}}}}}");
        FailureStatus failure = await InstallAsync(Pod(Image, Sleep), "{PodRejected: {after: 3s}}", kind);
        Assert.That((failure.Code, failure.Object), Is.EqualTo(("PodRejected", $"{kind}/web")));
        Assert.That(failure.Message, Does.Contain("violates PodSecurity \"restricted:latest\""));
    }

    [Test]
    public async Task G15_A_service_account_that_is_not_there()
    {
        FailureStatus failure = await InstallAsync($"serviceAccountName: absent\n{Pod(Image, Sleep)}", "{MissingDep: {after: 3s}}");
        Assert.That(failure.Code, Is.EqualTo("MissingDep"));
        Assert.That(failure.Message, Does.Contain("serviceaccount \"absent\" not found"));
    }

    [Test]
    public async Task G15_A_webhook_that_is_down_is_named_at_the_timeout_and_not_before()
    {
        string name = $"down-{Namespace}";
        await ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {Namespace}, labels: {{webhook: down}}}}}}");
        await ApplyAsync(
            $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: {{name}}}
            webhooks:
            - name: down.example.com
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Fail
              clientConfig: {url: "https://127.0.0.1:1/deny"}
              namespaceSelector: {matchLabels: {webhook: down} }
              rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
            """);
        try
        {
            DateTimeOffset start = DateTimeOffset.UtcNow;
            FailureStatus failure = await InstallAsync(Pod(Image, Sleep), "{}", timeout: "12s");
            Assert.That(DateTimeOffset.UtcNow - start, Is.GreaterThan(TimeSpan.FromSeconds(11)));
            Assert.That(failure.Code, Is.EqualTo("Timeout"));
            Assert.That(failure.Message, Does.Contain("failed calling webhook \"down.example.com\""));
        }
        finally
        {
            IResourceClient<Unstructured> hooks = await Client.ResourceAsync(GroupVersionKind.Parse("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"), CancellationToken.None);
            await hooks.DeleteAsync(new NamespacedName(null, name), DeleteOptions.Default, CancellationToken.None);
        }
    }

    [Test]
    public async Task G15_A_Job_that_fails()
    {
        FailureStatus failure = await InstallAsync(Pod(Image, "command: [busybox, sh, -c, 'exit 3']"), "{}", "Job");
        Assert.That((failure.Code, failure.Object, failure.Reason, failure.ExitCode), Is.EqualTo(("JobFailed", "Job/web", "BackoffLimitExceeded", 3)));
        Assert.That(failure.Message, Does.Match(@"^Job/web: failed \(BackoffLimitExceeded\): .*; container app in pod web-\S+ ended \(exit code 3\)$"));
    }

    [Test]
    public async Task G15_A_progress_deadline_that_is_exceeded()
    {
        FailureStatus failure = await InstallAsync(Pod(Image, $"{Sleep}, {NeverReady}"), "{}", extra: "progressDeadlineSeconds: 4");
        Assert.That((failure.Code, failure.Reason), Is.EqualTo(("ProgressDeadline", "ProgressDeadlineExceeded")));
        Assert.That(failure.Message, Does.StartWith("Deployment/web: exceeded its progress deadline: "));
    }

    [Test]
    public async Task G15_A_readiness_probe_that_fails_where_that_is_asked_for()
    {
        FailureStatus failure = await InstallAsync(
            Pod(Image, $"{Sleep}, readinessProbe: {{periodSeconds: 1, failureThreshold: 1, exec: {{command: [busybox, 'false']}}}}"), "{Probe: {after: 3s}}");
        Assert.That(failure.Code, Is.EqualTo("Probe"));
        Assert.That(failure.Message, Does.Match(@"^Deployment/web: container app in pod web-\S+ runs and is not ready: its readiness probe fails$"));
    }

    [Test]
    public async Task G15_What_no_node_takes_is_not_rolled_back_before_the_timeout()
    {
        await PackAsync(Chart("Deployment", ""));
        await ReleaseAsync("web", "web", Spec(Pod(Image, Sleep), "{}"));
        await UntilReleaseAsync("web", "ready", seen => Ready(seen) is { Status: "True" }, RolloutPatience);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        await ReleaseAsync("web", "web", Spec($"nodeSelector: {{disk: none}}\n{Pod(Image, Sleep)}", "{}", "25s"));

        await UntilReleaseAsync("web", "says why", seen => seen.CurrentStatus.Progress?.Any(item => item.Reason == "Unschedulable") == true, RolloutPatience);
        HelmRelease release = await UntilReleaseAsync("web", "rolled back", seen => Ready(seen) is { Status: "False", Reason: "RollbackSucceeded" }, RolloutPatience);

        Assert.That(DateTimeOffset.UtcNow - start, Is.GreaterThan(TimeSpan.FromSeconds(24)));
        Assert.That(release.CurrentStatus.Failure!.Code, Is.EqualTo("Timeout"));
        Assert.That(release.CurrentStatus.Failure.Message, Does.Contain("no node takes pod"));
    }

    [Test]
    public async Task G15_A_crash_looping_old_revision_does_not_fail_the_upgrade_that_fixes_it()
    {
        await PackAsync(Chart("Deployment", "strategy: {rollingUpdate: {maxUnavailable: 0}}"));
        await ReleaseAsync("web", "web", Spec(Pod(Image, $"command: [busybox, sh, -c, 'exit 1'], {NeverReady}"), "{CrashLoop: {after: 0s, restarts: 1}}"));
        await UntilReleaseAsync("web", "failed", seen => Ready(seen) is { Status: "False", Reason: "InstallFailed" }, RolloutPatience);

        // The fix takes longer to be ready than the old pod to crash once more.
        await ReleaseAsync("web", "web", Spec(Pod(Image, $"{Sleep}, readinessProbe: {{initialDelaySeconds: 20, exec: {{command: [busybox, 'true']}}}}"), "{CrashLoop: {after: 0s, restarts: 1}}"));
        HelmRelease release = await UntilReleaseAsync("web", "ready", seen => Ready(seen) is { Status: "True" }, RolloutPatience);

        Assert.That(release.CurrentStatus.Release!.Revision, Is.EqualTo(2));
        Assert.That(await HistoryAsync("web"), Does.EndWith("2 deployed"));
    }

    private async Task<FailureStatus> InstallAsync(string pod, string rules, string kind = "Deployment", string extra = "", string timeout = "4m")
    {
        await PackAsync(Chart(kind, extra));
        await ReleaseAsync("web", "web", Spec(pod, rules, timeout));
        HelmRelease release = await UntilReleaseAsync("web", "failed", seen => Ready(seen) is { Status: "False", Reason: "InstallFailed" }, RolloutPatience);
        FailureStatus failure = release.CurrentStatus.Failure!;
        Assert.That(Ready(release)!.Message, Does.StartWith(failure.Message!));
        return failure;
    }

    private static string Spec(string pod, string rules, string timeout = "4m")
    {
        string indented = pod.Replace("\n", "\n    ", StringComparison.Ordinal);
        return $"timeout: {timeout}\nwait: {{failFast: {{rules: {rules}}}}}\nvalues:\n  pod:\n    {indented}\n";
    }

    private static string Pod(string image, string rest) => $"terminationGracePeriodSeconds: 0\ncontainers: [{{name: app, image: '{image}', {rest}}}]";

    private static TestChart Chart(string kind, string extra)
    {
        string spec = kind switch
        {
            "Job" => "  backoffLimit: 0",
            "StatefulSet" => "  serviceName: web\n  selector: {matchLabels: {app: web}}",
            _ => "  selector: {matchLabels: {app: web}}",
        };
        string policy = kind == "Job" ? "\n      restartPolicy: Never" : "";
        return new TestChart("web").With(
            "templates/workload.yaml",
            $$$"""
            apiVersion: {{{(kind == "Job" ? "batch/v1" : "apps/v1")}}}
            kind: {{{kind}}}
            metadata: {name: web}
            spec:
            {{{spec}}}
              {{{extra}}}
              template:
                metadata: {labels: {app: web}}
                spec:{{{policy}}}
            {{ toYaml .Values.pod | indent 6 }}
            """);
    }
}
