using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>What the options of an uninstall do.</summary>
[Category("Integration")]
internal sealed class UninstallOptionTests : ReleaseTest
{
    [Test]
    public async Task An_uninstall_that_did_not_end_in_time_says_so_and_is_tried_again()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", "uninstall: {timeout: 2s}");
        await UntilReadyAsync("web", 1);
        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {finalizers: [example.com/hold]}");
        await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(Namespace, "web"), DeleteOptions.Default, CancellationToken.None);

        HelmRelease release = await UntilReleaseAsync("web", "its time is over", seen => Ready(seen) is { Status: "False", Reason: Reasons.UninstallFailed });
        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {finalizers: null}");
        Assert.That(Ready(release)!.Message, Does.StartWith($"Helm uninstall failed for release {Namespace}/web: ").And.Contain("Deployment/web: not ready after 2s: is being deleted"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task What_is_not_gone_in_time_is_left_and_named_where_that_is_asked_for()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", "uninstall: {timeout: 2s, timeoutPolicy: Orphan}");
        await UntilReadyAsync("web", 1);
        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {finalizers: [example.com/hold]}");
        await DeleteReleaseAsync("web");

        string told = await UntilEventAsync("web", Reasons.Orphaned, $"release {Namespace}/web was not gone in time");
        Unstructured? left = await GetAsync("apps/v1", "Deployment", "web");
        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {finalizers: null}");
        Assert.That(told, Does.Contain("Deployment/web"));
        Assert.That(left?.Metadata.DeletionTimestamp, Is.Not.Null);
    }

    [Test]
    public async Task What_nobody_waits_for_and_what_deleted_itself_holds_no_uninstall_back()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/job.yaml", "apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec: {ttlSecondsAfterFinished: 0, template: {spec: {restartPolicy: Never, containers: [{name: job, image: 'localhost/job:done'}]}}}\n")
            .With("templates/beside.yaml", TestChart.DeploymentTemplate.Replace("metadata:\n  name: {{ .Release.Name }}", "metadata:\n  name: beside\n  annotations: {steersman.dev/wait: none}", StringComparison.Ordinal)));
        await ReleaseAsync("web", "chart", "values: {tag: silent}");
        await UntilReadyAsync("web", 1);
        if (!await TestCluster.IsAtLeastAsync(21))
        {
            // Older servers do not know of a time to live.
            await DeleteAsync("batch/v1", "Job", "once");
        }

        await UntilAsync("batch/v1", "Job", "once", "it deletes itself", job => job is null);
        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("apps/v1", "Deployment", "beside"), Is.Null);
    }

    [TestCase("orphan", true)]
    [TestCase("foreground", false)]
    public async Task Dependents_of_what_is_deleted_stay_or_go_first_as_is_asked_for(string propagation, bool isLeft)
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"uninstall: {{deletionPropagation: {propagation}}}");
        await UntilReadyAsync("web", 1);
        await DeleteReleaseAsync("web");

        IResourceClient<Unstructured> replicaSets = await Client.ResourceAsync(GroupVersionKind.Parse("apps/v1", "ReplicaSet"), CancellationToken.None);
        Unstructured[] left = [.. (await replicaSets.ListAsync(new ListOptions { Namespace = Namespace }, CancellationToken.None)).Items];
        Assert.That(await GetAsync("apps/v1", "Deployment", "web"), Is.Null);
        Assert.That(left, Has.Length.EqualTo(isLeft ? 1 : 0));
    }

    [Test]
    public async Task What_a_failed_upgrade_did_not_delete_goes_with_the_release()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/more.yaml", "{{ with .Values.more }}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ . }}}\n{{ end }}\n"));
        await ReleaseAsync("web", "chart", "values: {more: first}");
        await UntilReadyAsync("web", 1);

        // The server refuses the name, and what the revision before had stays.
        await ReleaseAsync("web", "chart", "{values: {more: Not_a_name}, upgrade: {remediation: {remediateLastFailure: false}}}");
        await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(await GetAsync("v1", "ConfigMap", "first"), Is.Not.Null);

        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
        Assert.That(await GetAsync("v1", "ConfigMap", "first"), Is.Null);
    }

    [Test]
    public async Task What_cannot_be_applied_yet_does_not_hold_up_the_deletion()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-text, finalizers: [example.com/hold]}}");
        await Client.Resource<ConfigMap>().DeleteAsync(new NamespacedName(Namespace, "web-text"), DeleteOptions.Default, CancellationToken.None);
        await ReleaseAsync("web", "chart");
        await UntilReleaseAsync("web", "it waits for the finalizer", seen => Ready(seen)?.Message.Contains("waits for its finalizers", StringComparison.Ordinal) == true);

        await DeleteReleaseAsync("web");
        await PatchAsync("v1", "ConfigMap", "web-text", "metadata: {finalizers: null}");
    }
}
