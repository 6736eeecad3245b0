using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class RestartTests : ReleaseTest
{
    protected override bool StartsOperator => false;

    [Test]
    public async Task Killed_in_a_wait_the_next_start_goes_on_with_the_same_revision_and_applies_nothing_again()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/configmap.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: beside}\n"));
        await ReleaseAsync("web", "chart", "values: {tag: silent}");
        using (OperatorProgram first = new("--watch-namespace", Namespace))
        {
            try
            {
                await UntilReleaseAsync("web", "the install waits", release => release.CurrentStatus.Operation is { Revision: 1, Phase: OperationPhase.Wait });
            }
            catch (AssertionException exception)
            {
                throw new AssertionException($"{exception.Message}\n{first.Output}", exception);
            }

            await first.KillAsync();
        }

        string? configMap = (await GetAsync("v1", "ConfigMap", "beside"))?.Metadata.ResourceVersion;
        long? deployment = (await GetAsync("apps/v1", "Deployment", "web"))?.Metadata.Generation;
        DateTimeOffset killed = DateTimeOffset.UtcNow;
        using OperatorProgram second = new("--watch-namespace", Namespace);
        await Puppet.TreatAsync("silent", "ready");
        HelmRelease release;
        try
        {
            release = await UntilReadyAsync("web", 1);
        }
        catch (AssertionException exception)
        {
            throw new AssertionException($"{exception.Message}\n{second.Output}", exception);
        }

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(release.CurrentStatus.Operation, Is.Null);
        Assert.That((await GetAsync("v1", "ConfigMap", "beside"))?.Metadata.ResourceVersion, Is.EqualTo(configMap));
        Assert.That((await GetAsync("apps/v1", "Deployment", "web"))?.Metadata.Generation, Is.EqualTo(deployment));
        if (AuditLog.IsThere)
        {
            IReadOnlyList<AuditEntry> requests = await AuditLog.OperatorRequestsAsync(killed, DateTimeOffset.UtcNow);
            Assert.That(requests.Where(request => request.Namespace == Namespace && request.Resource == "secrets"), Is.Not.Empty, "what the second process asked for");
            Assert.That(requests.Where(request => request.Namespace == Namespace && request.Resource is "configmaps" or "deployments" && request.Verb is "patch" or "create" or "update"), Is.Empty);
        }
    }

    [Test]
    public async Task What_a_revision_does_not_change_holds_it_back_no_more_after_a_restart_than_before()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/side.yaml", TestChart.DeploymentTemplate.Replace("{{ .Release.Name }}", "side", StringComparison.Ordinal).Replace("{{ .Values.tag | default \"ready\" }}", "shaky", StringComparison.Ordinal)));
        await Puppet.TreatAsync("shaky", "ready");
        using (OperatorProgram first = new("--watch-namespace", Namespace))
        {
            await ReleaseAsync("web", "chart");
            await UntilReadyAsync("web", 1);
            await Puppet.TreatAsync("shaky", "crash");
            await UntilAsync("apps/v1", "Deployment", "side", "it is unavailable", side => side?.Content["status"]?["availableReplicas"] is null);
            await ReleaseAsync("web", "chart", "{wait: {ignoreUnchanged: true}, values: {tag: silent}}");
            await UntilReleaseAsync("web", "the upgrade waits", release => release.CurrentStatus.Operation is { Revision: 2, Phase: OperationPhase.Wait });
            await first.KillAsync();
        }

        using OperatorProgram second = new("--watch-namespace", Namespace);
        await Puppet.TreatAsync("silent", "ready");
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task Of_two_operators_that_listen_nowhere_one_works_and_the_other_takes_over_when_it_is_killed()
    {
        // A leader that cannot renew in time ends, as it must: on a busy machine two seconds are not enough.
        string[] arguments = ["--watch-namespace", Namespace, "--leader-elect", "--leader-election-namespace", Namespace, "--leader-election-lease-duration", "8s", "--leader-election-renew-deadline", "7s", "--leader-election-retry-period", "500ms"];
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        using OperatorProgram first = new(arguments);
        try
        {
            await UntilReadyAsync("web", 1);
        }
        catch (AssertionException exception)
        {
            throw new AssertionException($"{exception.Message}\n{(first.HasExited ? "it has ended" : "it runs")}\n{first.Output}", exception);
        }

        using OperatorProgram second = new(arguments);
        await Until.HoldsAsync(Client.Resource<Lease>(), new NamespacedName(Namespace, "steersman-leader"), lease => lease is not null, "the first one leads");
        await first.KillAsync();

        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);
        Assert.That(second.HasExited, Is.False, second.Output);
    }

    [Test]
    public async Task A_settled_release_is_taken_up_by_the_next_start_without_a_change()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        StartOperator();
        await UntilReadyAsync("web", 1);
        await StopOperatorAsync();
        string? map = (await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.ResourceVersion;
        string? secret = (await SecretsAsync("web"))[0].Metadata.ResourceVersion;

        StartOperator();
        await ReleaseAsync("other", "chart");
        await UntilReadyAsync("other", 1);

        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.ResourceVersion, Is.EqualTo(map));
        Assert.That((await SecretsAsync("web"))[0].Metadata.ResourceVersion, Is.EqualTo(secret));
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_change_made_while_no_operator_ran_is_rolled_out_by_the_next_start()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        StartOperator();
        await UntilReadyAsync("web", 1);
        await StopOperatorAsync();

        await ReleaseAsync("web", "chart", "values: {text: two}");
        StartOperator();
        await UntilReadyAsync("web", 2);
        Unstructured? map = await GetAsync("v1", "ConfigMap", "web-text");
        Assert.That(map?.Content["data"]?["text"]?.ToString(), Is.EqualTo("two"));
    }
}
