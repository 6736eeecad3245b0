using System.Text;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Releases on a second control plane, which <c>STEERSMAN_REMOTE</c> names.</summary>
[Category("Integration")]
[Category("Long")]
internal sealed class RemoteClusterTests : ReleaseTest
{
    private const string OnRemote = "kubeConfig: {secretRef: {name: remote}}";

    private KubernetesClient? _remote;
    private PodPuppet? _kubelet;
    private Relay? _relay;

    private KubernetesClient Remote => _remote!;

    [SetUp]
    public async Task ConnectAsync()
    {
        string path = Environment.GetEnvironmentVariable("STEERSMAN_REMOTE") is { Length: > 0 } given ? given : throw new IgnoreException("STEERSMAN_REMOTE names no second control plane");
        ClusterConfiguration configuration = TestCluster.Configuration(path);
        _remote = new KubernetesClient(configuration, new KubernetesClientOptions { UserAgent = "steersman-tests" });
        _relay = new Relay(configuration.Server.Port);
        await Remote.Resource<Namespace>().CreateAsync(new Namespace(Namespace), WriteOptions.Default, CancellationToken.None);
        _kubelet = new PodPuppet(Remote, Namespace);
        await SecretAsync((await File.ReadAllTextAsync(path)).Replace($":{configuration.Server.Port}", $":{_relay.Port}", StringComparison.Ordinal));
    }

    [TearDown]
    public async Task DisconnectAsync()
    {
        if (_remote is null)
        {
            return;
        }

        await StopOperatorAsync();
        await _kubelet!.DisposeAsync();
        await _relay!.DisposeAsync();
        await Remote.Resource<Namespace>().DeleteAsync(new NamespacedName(null, Namespace), DeleteOptions.Default, CancellationToken.None);
        _remote.Dispose();
    }

    [Test]
    public async Task G20_A_release_is_installed_upgraded_rolled_back_and_uninstalled_on_another_cluster()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/text.yaml", TestChart.ConfigMapTemplate).With("templates/hook.yaml", HookCharts.Job("before", "pre-install,pre-delete")));
        await ReleaseAsync("web", "chart", $"{{{OnRemote}, values: {{text: one}}, driftDetection: {{mode: enabled}}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{{OnRemote}, values: {{text: two}}, driftDetection: {{mode: enabled}}}}");
        await UntilReadyAsync("web", 2);
        Assert.That(await TextAsync(), Is.EqualTo("two"));

        JsonObject byHand = new() { ["data"] = new JsonObject { ["text"] = "by hand" } };
        await Remote.Resource<ConfigMap>().PatchAsync(new NamespacedName(Namespace, "web-text"), Patch.Merge(byHand), WriteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(Remote.Resource<ConfigMap>(), new NamespacedName(Namespace, "web-text"), map => map?.Data["text"] == "two", "it is put back");
        await ReleaseAsync("web", "chart", $"{{{OnRemote}, values: {{text: three, tag: crash}}}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        Assert.That(await TextAsync(), Is.EqualTo("two"));

        // Nothing of it is here.
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"), await GetAsync("apps/v1", "Deployment", "web")), Is.EqualTo(((Unstructured?)null, (Unstructured?)null)));
        Assert.That(await RemoteSecretsAsync(), Is.EqualTo(4));
        await DeleteReleaseAsync("web");
        Assert.That((await RemoteSecretsAsync(), await TextAsync()), Is.EqualTo((0, (string?)null)));
    }

    [Test]
    public async Task A_release_whose_cluster_changes_is_installed_there_and_what_stays_is_told()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "{values: {text: here}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{{OnRemote}, values: {{text: there}}}}");
        HelmRelease there = await UntilReleaseAsync("web", "it is on the other cluster", release => release.Status is { Cluster: not null, Release.Revision: 1 } && Ready(release)?.Status == "True");
        Assert.That(Ready(there)!.Message, Does.EndWith($"; release {Namespace}/web.v1 on the cluster of the HelmRelease is left as it is"));
        Assert.That(there.Status!.History![0].Trigger, Is.EqualTo($"kubeConfig none -> {there.Status.Cluster}"));
        await UntilEventAsync("web", Reasons.ClusterChanged, $"release {Namespace}/web.v1 on the cluster of the HelmRelease is left as it is");
        Assert.That((await TextAsync(), (await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString()), Is.EqualTo(("there", "here")));

        // Back: what is here is taken up again, and what is there stays.
        await ReleaseAsync("web", "chart", "{values: {text: back}}");
        HelmRelease back = await UntilReadyAsync("web", 2);
        Assert.That((back.Status!.Cluster, await TextAsync()), Is.EqualTo(((string?)null, "there")));
        await UntilEventAsync("web", Reasons.ClusterChanged, $"release {Namespace}/web.v1 on {there.Status.Cluster} is left as it is");
    }

    [Test]
    public async Task A_cluster_that_is_away_is_told_delays_nobody_and_heals_by_itself()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        string[] away = [.. Enumerable.Range(0, 6).Select(index => $"away-{index}")];
        foreach (string name in away)
        {
            await ReleaseAsync(name, "chart", $"{{{OnRemote}, values: {{text: one}}}}");
        }

        foreach (string name in away)
        {
            await UntilReadyAsync(name, 1);
        }

        _relay!.Cut();
        foreach (string name in away)
        {
            await ReleaseAsync(name, "chart", $"{{{OnRemote}, values: {{text: two}}}}");
        }

        foreach (string name in away)
        {
            HelmRelease told = await UntilNotReadyAsync(name, Reasons.ClusterUnavailable);
            Assert.That(Ready(told)!.Message, Does.StartWith("the cluster of spec.kubeConfig (127.0.0.1) is not available: "));
        }

        DateTimeOffset begun = DateTimeOffset.UtcNow;
        await ReleaseAsync("here", "chart");
        await UntilReadyAsync("here", 1);
        Assert.That(DateTimeOffset.UtcNow - begun, Is.LessThan(TimeSpan.FromSeconds(10)));

        _relay.Mend();
        foreach (string name in away)
        {
            await UntilReadyAsync(name, 2);
        }
    }

    [Test]
    public async Task What_is_wrong_with_a_kubeconfig_is_named_and_the_Secret_that_mends_it_wakes_the_release()
    {
        string good = Encoding.UTF8.GetString((await Client.Resource<Secret>().GetAsync(new NamespacedName(Namespace, "remote"), CancellationToken.None))!.GetData("value")!);
        await PackAsync(TestChart.OfConfigMap("chart"));
        await Client.Resource<Secret>().DeleteAsync(new NamespacedName(Namespace, "remote"), DeleteOptions.Default, CancellationToken.None);
        await ReleaseAsync("web", "chart", $"{{{OnRemote}}}");
        await ToldAsync(Reasons.KubeConfigInvalid, $"Secret {Namespace}/remote of spec.kubeConfig.secretRef does not exist: create it");
        foreach ((string kubeconfig, string words) in ((string, string)[])[
            ("{", "it holds no kubeconfig that can be read"),
            (Changed(good, (_, user) => user["exec"] = new JsonObject { ["command"] = "sh" }, "token"), "exec of user \"admin\": running programs for credentials is not allowed"),
            (Changed(good, (_, user) => user["auth-provider"] = new JsonObject()), "auth-provider of user \"admin\": this way of authentication is not supported"),
            (Changed(good, (_, user) => user["tokenFile"] = "/var/run/secrets/kubernetes.io/serviceaccount/token", "token"), "tokenFile of user \"admin\": files are not read"),
            (Changed(good, (cluster, _) => cluster["certificate-authority"] = "/etc/ssl/ca.pem"), "files are not read; put what is in it into certificate-authority-data"),
            (Changed(good, (cluster, _) => cluster["insecure-skip-tls-verify"] = true), "a server that is not verified is not allowed"),
        ])
        {
            await SecretAsync(kubeconfig);
            await ToldAsync(Reasons.KubeConfigInvalid, words);
        }

        await SecretAsync(Changed(good, (_, user) => user["token"] = "wrong"));
        await ToldAsync(Reasons.ClusterUnavailable, "Unauthorized");
        await SecretAsync(good);
        await UntilReadyAsync("web", 1);

        // Without the Secret nobody gets at the release any more: it stays, as in Flux.
        await Client.Resource<Secret>().DeleteAsync(new NamespacedName(Namespace, "remote"), DeleteOptions.Default, CancellationToken.None);
        await ToldAsync(Reasons.KubeConfigInvalid, "does not exist");
        await DeleteReleaseAsync("web");
        Assert.That(await RemoteSecretsAsync(), Is.EqualTo(1));
        await UntilEventAsync("web", Reasons.Orphaned, "is left as it is");
    }

    [Test]
    public async Task An_account_is_one_of_the_other_cluster()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{{OnRemote}, serviceAccountName: tenant}}");
        await ToldAsync(Reasons.Forbidden, $"User \"system:serviceaccount:{Namespace}:tenant\" cannot list resource \"secrets\"");

        await ReleaseAsync("web", "chart", $"{{{OnRemote}}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task The_default_account_counts_on_another_cluster_too()
    {
        await StopOperatorAsync();
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], DefaultServiceAccount = "tenant" });
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{{OnRemote}}}");
        await ToldAsync(Reasons.Forbidden, $"User \"system:serviceaccount:{Namespace}:tenant\" cannot list resource \"secrets\"");
    }

    [Test]
    public async Task Tokens_of_this_clusters_accounts_open_a_cluster_that_trusts_them()
    {
        // The cluster that trusts them is this one.
        await ApplyAsync("{apiVersion: v1, kind: ServiceAccount, metadata: {name: deployer}}");
        await ApplyAsync("{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: deployer}, rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}");
        await ApplyAsync("{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: deployer}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}, subjects: [{kind: ServiceAccount, name: deployer}]}");
        (string token, _) = await Client.RequestTokenAsync(new NamespacedName(Namespace, "deployer"), [], TimeSpan.FromMinutes(10), CancellationToken.None);
        JsonNode claims = JsonNode.Parse(Convert.FromBase64String(Padded(token.Split('.')[1])))!;
        JsonObject kubeconfig = (JsonObject)YamlJson.Parse(await File.ReadAllTextAsync(TestCluster.Kubeconfig))!;
        JsonNode cluster = kubeconfig["clusters"]![0]!["cluster"]!;
        JsonObject map = new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "trusting" },
            ["data"] = new JsonObject
            {
                ["provider"] = "aws",
                ["address"] = cluster["server"]!.ToString(),
                ["ca.crt"] = Encoding.UTF8.GetString(Convert.FromBase64String(cluster["certificate-authority-data"]!.ToString())),
                ["serviceAccountName"] = "deployer",
                ["audiences"] = claims["aud"]![0]!.ToString(),
            },
        };
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync(map.ToJsonString());
        await ReleaseAsync("web", "chart", "kubeConfig: {configMapRef: {name: trusting}}");
        await ToldAsync(Reasons.KubeConfigInvalid, "provider aws is not supported: use generic");

        map["data"]!["provider"] = "generic";
        await ApplyAsync(map.ToJsonString());
        await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        // The ConfigMap may leave the account to the operator's default.
        map["data"]!.AsObject().Remove("serviceAccountName");
        await ApplyAsync(map.ToJsonString());
        await ToldAsync(Reasons.KubeConfigInvalid, "serviceAccountName must name a service account");
        await StopOperatorAsync();
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], DefaultKubeconfigServiceAccount = "deployer" });
        await ReleaseAsync("web", "chart", "{kubeConfig: {configMapRef: {name: trusting}}, values: {text: two}}");
        await UntilReadyAsync("web", 2);
    }

    private static string Padded(string text) => text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');

    private static string Changed(string kubeconfig, Action<JsonObject, JsonObject> change, params ReadOnlySpan<string> removed)
    {
        JsonObject content = (JsonObject)YamlJson.Parse(kubeconfig)!;
        JsonObject user = (JsonObject)content["users"]![0]!["user"]!;
        foreach (string field in removed)
        {
            user.Remove(field);
        }

        change((JsonObject)content["clusters"]![0]!["cluster"]!, user);
        return content.ToJsonString();
    }

    private Task<Unstructured> SecretAsync(string kubeconfig) =>
        ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: remote}}, data: {{value: {Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig))}}}}}");

    private Task<HelmRelease> ToldAsync(string reason, string words) => UntilReleaseAsync(
        "web", $"{reason}: {words}", release => Ready(release) is { Status: "False" } ready && ready.Reason == reason && ready.Message?.Contains(words, StringComparison.Ordinal) == true);

    private async Task<string?> TextAsync() => (await Remote.Resource<ConfigMap>().GetAsync(new NamespacedName(Namespace, "web-text"), CancellationToken.None))?.Data["text"];

    private async Task<int> RemoteSecretsAsync() =>
        (await Remote.Resource<Secret>().ListAsync(new ListOptions { Namespace = Namespace, LabelSelector = "owner=helm,name=web" }, CancellationToken.None)).Items.Count();
}
