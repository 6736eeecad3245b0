using System.Text;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class VanishingTests : ReleaseTest
{
    // An install takes about forty requests; a loop makes that many in a second.
    private const int MaxRequestsBeside = 150;

    [Test]
    public async Task A_target_namespace_that_vanishes_is_told_and_nothing_loops()
    {
        string target = await CreateNamespaceAsync();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web}}");
        await UntilReadyAsync("web", 1);

        await DeleteNamespaceAsync(target);
        await UntilNotReadyAsync("web", Reasons.NamespaceMissing);
        await AssertWorksOnAsync();

        await DeleteReleaseAsync("web");
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task Into_a_target_namespace_that_vanished_and_returned_the_objects_are_put_back_where_drift_is_corrected()
    {
        string target = await CreateNamespaceAsync();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web, driftDetection: {{mode: enabled}}}}");
        await UntilReadyAsync("web", 1);

        await DeleteNamespaceAsync(target);
        await UntilNotReadyAsync("web", Reasons.NamespaceMissing);
        await Client.Resource<Namespace>().CreateAsync(new Namespace(target), WriteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(Client.Resource<ConfigMap>(), new NamespacedName(target, "web-text"), map => map is not null, "the object is put back");
        await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        // It is settled again: turning the correction off does not bring the old namespace back to mind.
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task That_objects_went_with_their_namespace_is_said_where_drift_is_not_corrected()
    {
        string target = await CreateNamespaceAsync();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web}}");
        await UntilReadyAsync("web", 1);

        await DeleteNamespaceAsync(target);
        await UntilNotReadyAsync("web", Reasons.NamespaceMissing);
        await Client.Resource<Namespace>().CreateAsync(new Namespace(target), WriteOptions.Default, CancellationToken.None);
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.NamespaceReplaced);
        Assert.That(Ready(release)?.Message, Does.Contain($"ConfigMap/{target}/web-text removed"));

        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web, values: {{other: value}}}}");
        await UntilReadyAsync("web", 2);
        Assert.That(await Client.Resource<ConfigMap>().GetAsync(new NamespacedName(target, "web-text"), CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task A_namespace_can_be_deleted_with_the_releases_in_it()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await DeleteNamespaceAsync(Namespace);
    }

    [Test]
    public async Task G7_A_release_Secret_that_was_edited_by_hand_stalls_the_release_until_it_is_mended()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        Secret secret = (await SecretsAsync("web"))[0];
        string? good = secret.Content["data"]?["release"]?.ToString();

        await EditAsync(secret.Key, Convert.ToBase64String(Encoding.ASCII.GetBytes("garbage")));
        await ReleaseAsync("web", "chart", "values: {text: two}");
        HelmRelease release = await UntilReleaseAsync("web", "it cannot be read", release => Ready(release) is { Status: "False", Reason: Reasons.ReleaseUnreadable });
        Assert.That(Ready(release)?.Message, Does.Contain("sh.helm.release.v1.web.v1").And.Contain("or delete it"));
        Assert.That(release.CurrentStatus.ObservedGeneration, Is.EqualTo(release.Metadata.Generation));
        await AssertWorksOnAsync();

        await EditAsync(secret.Key, good!);
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task G7_A_release_Secret_that_lost_record_and_content_stalls_the_release()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        JsonObject patch = new()
        {
            ["metadata"] = new JsonObject { ["annotations"] = null },
            ["data"] = new JsonObject { ["release"] = Convert.ToBase64String(Encoding.ASCII.GetBytes("H4sI")) },
        };
        await Client.Resource<Secret>().PatchAsync(new NamespacedName(Namespace, "sh.helm.release.v1.web.v1"), Patch.Merge(patch), WriteOptions.Default, CancellationToken.None);
        await UntilNotReadyAsync("web", Reasons.ReleaseUnreadable);
        await AssertWorksOnAsync();
    }

    [Test]
    public async Task G7_A_release_Secret_that_cannot_be_written_is_told()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await PatchAsync("v1", "Secret", "sh.helm.release.v1.web.v1", "immutable: true");

        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReleaseAsync("web", "it is told", release => Ready(release) is { Reason: Reasons.ProgressingWithRetry } ready && ready.Message.Contains("\"sh.helm.release.v1.web.v1\" is invalid: ", StringComparison.Ordinal));

        await Client.Resource<Secret>().DeleteAsync(new NamespacedName(Namespace, "sh.helm.release.v1.web.v1"), DeleteOptions.Default, CancellationToken.None);
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task G7_A_Secret_in_the_place_of_a_revision_is_named()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: sh.helm.release.v1.web.v1, labels: {owner: somebody, name: web}}}");
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ReleaseUnreadable);
        Assert.That(Ready(release)?.Message, Does.Contain($"Secret {Namespace}/sh.helm.release.v1.web.v1 exists already and does not count as a revision"));

        await Client.Resource<Secret>().DeleteAsync(new NamespacedName(Namespace, "sh.helm.release.v1.web.v1"), DeleteOptions.Default, CancellationToken.None);
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task G7_Where_the_history_is_lost_the_objects_are_adopted_and_a_new_history_starts()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        string uid = (await SecretsAsync("web"))[0].Metadata.Uid!;
        string? made = (await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.Uid;
        await Client.Resource<Secret>().DeleteAsync(new NamespacedName(Namespace, "sh.helm.release.v1.web.v1"), DeleteOptions.Default, CancellationToken.None);
        await UntilAsync("v1", "Secret", "sh.helm.release.v1.web.v1", "it is written anew", secret => secret is not null && secret.Metadata.Uid != uid && secret.Metadata.Labels["status"] == "deployed");
        await UntilReadyAsync("web", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.Uid, Is.EqualTo(made), "the object is adopted");
    }

    [Test]
    [NonParallelizable]
    public async Task Releases_are_kept_when_the_definition_is_deleted_and_taken_up_when_it_is_back()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        try
        {
            await TestCluster.UndefineAsync();
            Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
            Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
        }
        finally
        {
            await TestCluster.DefineAsync();
        }

        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        await AssertWorksOnAsync();
    }

    private static Task<Secret> EditAsync(NamespacedName key, string data) => Client.Resource<Secret>().PatchAsync(
        key, Patch.Merge(new JsonObject { ["data"] = new JsonObject { ["release"] = data } }), WriteOptions.Default, CancellationToken.None);

    /// <summary>Another release is installed meanwhile, with about as many requests as that takes.</summary>
    private async Task AssertWorksOnAsync()
    {
        int before = Operator.Requests.Requests.Count;
        await PackAsync(TestChart.OfConfigMap("other"));
        await ReleaseAsync("other", "other");
        await UntilReadyAsync("other", 1);
        Assert.That(Operator.Requests.Requests.Count - before, Is.LessThan(MaxRequestsBeside));
    }

}
