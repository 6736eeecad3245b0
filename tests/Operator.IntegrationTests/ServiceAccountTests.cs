using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Releases that are managed as a service account.</summary>
[Category("Integration")]
internal sealed class ServiceAccountTests : TenantTest
{
    [Test]
    public async Task Every_request_of_a_release_is_made_as_its_account()
    {
        ActedAs acted = new();
        await AdmitAsync();
        StartOperator(Options, acted.Wrap);
        await PackAsync(TestChart.OfDeployment("chart")
            .With("templates/found.yaml", """{{ $all := lookup "v1" "Secret" .Release.Namespace "looked-up" }}""")
            .With("templates/text.yaml", TestChart.ConfigMapTemplate)
            .With("templates/hook.yaml", HookCharts.Job("before", "pre-install,pre-upgrade,pre-delete,post-rollback", annotation: "helm.sh/hook-output-log-policy: hook-succeeded")));
        const string Spec = "driftDetection: {mode: enabled}, upgrade: {timeout: 20s}";
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: one}}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: two}}}}");
        await UntilReadyAsync("web", 2);
        await PatchAsync("v1", "ConfigMap", "web-text", "data: {text: by hand}");
        await UntilAsync("v1", "ConfigMap", "web-text", "it is put back", item => item?.Content["data"]?["text"]?.ToString() == "two");
        await ReleaseAsync("web", "chart", $"{{{Spec}, values: {{text: three, tag: crash}}}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        await DeleteReleaseAsync("web");

        ActedRequest[] requests = [.. acted.Requests.Where(request => request.IsAboutOneObject && !request.IsOfOperator && !request.Path.EndsWith("/configmaps/chart", StringComparison.Ordinal))];
        Assert.That(requests.Where(request => request.User != User), Is.Empty);
        Assert.That(requests.Select(request => request.Method).Distinct(), Is.SupersetOf((string[])["GET", "POST", "PUT", "PATCH", "DELETE"]));
        foreach (string path in (string[])["/secrets/looked-up", "/jobs/before", "/deployments/web", "/configmaps/web-text", "/secrets/sh.helm.release.v1.web.v1", "/log"])
        {
            Assert.That(requests.Select(request => request.Path), Has.Some.EndsWith(path), path);
        }
    }

    [Test]
    public async Task A_missing_account_is_named_and_the_release_goes_on_when_it_comes()
    {
        StartOperator(Options);
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"serviceAccountName: {Tenant}");

        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ServiceAccountMissing);
        Assert.That(Ready(release)!.Message, Is.EqualTo($"service account {Namespace}/{Tenant} does not exist, and spec.serviceAccountName names it: create it, or name another one"));
        await UntilEventAsync("web", Reasons.ServiceAccountMissing, "does not exist");

        await GrantAsync("everything", """{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}""");
        await CreateAccountAsync();
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task That_an_object_may_not_be_deleted_is_found_out_before_anything_is_written()
    {
        await CreateAccountAsync();
        await GrantAsync("almost-everything", """{apiGroups: [""], resources: [secrets], verbs: ["*"]}, {apiGroups: [""], resources: [configmaps], verbs: [get, list, watch, create, update, patch]}""");
        StartOperator(Options);
        await PackAsync(new TestChart("chart").With("templates/text.yaml", "{{ if .Values.text }}\n" + TestChart.ConfigMapTemplate + "\n{{ end }}"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {text: ''}");
        HelmRelease release = await UntilReleaseAsync("web", "the deletion is refused", seen => Ready(seen) is { Status: "False", Message: { } message } && message.Contains("cannot delete resource \"configmaps\"", StringComparison.Ordinal));
        Assert.That(Ready(release)!.Message, Does.Contain("ConfigMap/web-text").And.Contain("it is no part of the new revision and would be deleted"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        await GrantAsync("deletion", """{apiGroups: [""], resources: [configmaps], verbs: [delete]}""");
        await UntilReadyAsync("web", 2);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
    }

    [Test]
    public async Task Where_the_account_is_gone_the_release_is_left_and_named()
    {
        await AdmitAsync();
        StartOperator(Options);
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await DeleteAsync("v1", "ServiceAccount", Tenant);
        await UntilNotReadyAsync("web", Reasons.ServiceAccountMissing);
        await DeleteReleaseAsync("web");

        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        await UntilEventAsync("web", Reasons.Orphaned, "is left as it is, objects and Helm's history");
    }

    [Test]
    public async Task What_the_account_may_not_delete_is_left_in_time_where_that_is_asked_for()
    {
        await CreateAccountAsync();
        await GrantAsync("almost-everything", """{apiGroups: [""], resources: [secrets], verbs: ["*"]}, {apiGroups: [""], resources: [configmaps], verbs: [get, list, watch, create, update, patch]}""");
        StartOperator(Options);
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "uninstall: {timeout: 2s, timeoutPolicy: Orphan}");
        await UntilReadyAsync("web", 1);
        await DeleteReleaseAsync("web");

        Assert.That(await UntilEventAsync("web", Reasons.Orphaned, $"release {Namespace}/web was not gone in time"), Does.Contain("cannot delete resource \"configmaps\""));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
    }

    [Test]
    public async Task A_missing_right_is_named_and_the_release_goes_on_when_it_is_given()
    {
        await CreateAccountAsync();
        StartOperator(Options);
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");

        // First to see the storage, then to write what the chart has.
        HelmRelease blind = await UntilNotReadyAsync("web", Reasons.Forbidden);
        Assert.That(Ready(blind)!.Message, Does.Contain($"User \"{User}\" cannot list resource \"secrets\" in API group \"\" in the namespace \"{Namespace}\""));
        await GrantAsync("storage", """{apiGroups: [""], resources: [secrets], verbs: ["*"]}""");
        HelmRelease refused = await UntilReleaseAsync("web", "the write is refused", release => release.CurrentStatus.Failure?.Code == Reasons.Forbidden);
        Assert.That(Ready(refused)!.Message, Does.StartWith("ConfigMap/web-text: ").And.Contain($"User \"{User}\" cannot patch resource \"configmaps\""));
        Assert.That(await SecretsAsync("web"), Is.Empty);

        await GrantAsync("objects", """{apiGroups: [""], resources: [configmaps], verbs: ["*"]}""");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task An_account_that_may_read_and_not_watch_sees_its_release_all_the_same()
    {
        ActedAs acted = new();
        await CreateAccountAsync();
        await GrantAsync("narrow", """{apiGroups: ["", apps], resources: [secrets, deployments, replicasets, pods], verbs: [get, list, create, update, patch, delete]}""");
        StartOperator(Options, acted.Wrap);
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {replicas: 2}");
        await UntilReadyAsync("web", 2);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
        Assert.That(acted.Requests.Where(request => request.User == User).Select(request => request.Path), Has.Some.EqualTo($"/apis/apps/v1/namespaces/{Namespace}/deployments"));
        await DeleteReleaseAsync("web");
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task Another_account_takes_over_from_the_next_look_on()
    {
        await AdmitAsync();
        StartOperator(Options);
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ApplyAsync("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: idle}\n");

        await ReleaseAsync("web", "chart", "{serviceAccountName: idle, values: {tag: other}}");
        await UntilNotReadyAsync("web", Reasons.Forbidden);
        await ReleaseAsync("web", "chart", "{values: {replicas: 2}}");
        await UntilReadyAsync("web", 2);
    }
}
