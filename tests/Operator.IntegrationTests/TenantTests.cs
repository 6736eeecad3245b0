using System.Text;
using System.Text.Json.Nodes;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>A tenant whose service account is limited to one namespace gets at nothing outside of it, whatever he writes into his HelmReleases, charts and release records.</summary>
[Category("Integration")]
internal sealed class TenantTests : TenantTest
{
    // What is in the other namespace, and must be nowhere in the tenant's.
    private const string Treasure = "treasure-of-others";

    private static readonly string[] Kinds = ["ConfigMap", "Secret", "ServiceAccount", "Event"];
    private readonly List<string> _table = [];
    private string _other = "";
    private string _missing = "";
    private string _before = "";

    protected override OperatorOptions Options => base.Options with { NoCrossNamespaceRefs = true };

    [OneTimeSetUp]
    public static Task InstallAsync() => FluxDefinitions.InstallAsync("helmrepositories", "ocirepositories");

    [SetUp]
    public async Task PrepareAsync()
    {
        _other = await CreateNamespaceAsync();
        _missing = NewNamespaceName();
        await AdmitAsync();
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: theirs, namespace: {_other}}}, stringData: {{key: {Treasure}}}}}");
        await ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: theirs, namespace: {_other}}}, data: {{key: {Treasure}}}}}");
        await UntilAccountAsync(_other);
        _before = await ContentsAsync();
        StartOperator(Options);
    }

    [TearDown]
    public Task PrintAsync() => TestContext.Out.WriteLineAsync($"what a tenant tries           | what he is told\n{string.Join('\n', _table)}");

    [Test]
    public async Task Nothing_outside_can_be_read_written_adopted_or_looked_up_by_any_field()
    {
        TenantAttempt[] attempts = [.. ByFields(), .. ByCharts()];
        for (int index = 0; index < attempts.Length; index++)
        {
            TestChart chart = attempts[index].File is var (path, text) ? new TestChart($"chart-{index}").With(path, text) : TestChart.OfConfigMap($"chart-{index}");
            await PackAsync(chart);
            await ReleaseAsync($"try-{index}", chart.Name, attempts[index].Spec);
        }

        for (int index = 0; index < attempts.Length; index++)
        {
            await ToldAsync($"try-{index}", attempts[index]);
        }

        await NothingHappenedAsync();
    }

    [Test]
    public async Task A_forged_release_record_gets_at_nothing_by_rollback_drift_or_uninstall()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        foreach (string name in (string[])["back", "drift", "gone"])
        {
            await ReleaseAsync(name, "chart", "{values: {text: one}}");
            await UntilReadyAsync(name, 1);
            await ReleaseAsync(name, "chart", "{values: {text: two}}");
            await UntilReadyAsync(name, 2);
        }

        await ForgeAsync("back", 1);
        await ReleaseAsync("back", "chart", "{values: {text: two}, rollbackTo: {revision: 1}}");
        await ForgeAsync("drift", 2);
        await ReleaseAsync("drift", "chart", "{values: {text: two}, driftDetection: {mode: enabled}}");
        await ForgeAsync("gone", 2);
        await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(Namespace, "gone"), DeleteOptions.Default, CancellationToken.None);

        string cannot = $"User \"{User}\" cannot ";
        await ToldAsync("back", new TenantAttempt("rollbackTo a forged record", "", cannot));
        await ToldAsync("gone", new TenantAttempt("uninstall of a forged record", "", cannot));
        HelmRelease drift = await UntilReleaseAsync("drift", "what is forged is not looked at", release => release.CurrentStatus.Find("Drifted")?.Reason == Reasons.DriftUnknown);
        Note("drift of a forged record", drift.CurrentStatus.Find("Drifted")!);
        await NothingHappenedAsync();
    }

    private IEnumerable<TenantAttempt> ByFields()
    {
        string cannot = $"User \"{User}\" cannot ";
        yield return new("targetNamespace", $"{{targetNamespace: {_other}}}", $"{cannot}patch resource \"configmaps\" in API group \"\" in the namespace \"{_other}\"");
        yield return new("targetNamespace that is missing", $"{{targetNamespace: {_missing}}}", $"{cannot}patch resource \"configmaps\" in API group \"\" in the namespace \"{_missing}\"");
        yield return new("install.createNamespace", $"{{targetNamespace: {_missing}, install: {{createNamespace: true}}}}", cannot);
        yield return new("storageNamespace", $"{{storageNamespace: {_other}}}", $"{cannot}list resource \"secrets\" in API group \"\" in the namespace \"{_other}\"");
        yield return new("storageNamespace and releaseName of others", $"{{storageNamespace: {_other}, targetNamespace: {_other}, releaseName: theirs}}", cannot);
        yield return new("serviceAccountName of others", "{serviceAccountName: 'kube-system:admin'}", "spec.serviceAccountName: \"kube-system:admin\" is no name of a service account");
        yield return new("valuesFrom", "{valuesFrom: [{kind: Secret, name: theirs}]}", "secrets \"theirs\" not found");
        yield return new("dependsOn: Secret with readyExpr", $"{{dependsOn: [{{apiVersion: v1, kind: Secret, name: theirs, namespace: {_other}, readyExpr: 'dep.data.key != \"\"'}}]}}", $"service account {Namespace}/{Tenant} cannot get resource \"secrets\" in the namespace \"{_other}\"");
        yield return new("dependsOn: HelmRelease", $"{{dependsOn: [{{name: theirs, namespace: {_other}}}]}}", $"cannot get resource \"helmreleases.steersman.dev\" in the namespace \"{_other}\"");
        yield return new("dependsOn: Namespace", $"{{dependsOn: [{{apiVersion: v1, kind: Namespace, name: {_other}}}]}}", "cannot get resource \"namespaces\"");
        yield return new("chart.spec.sourceRef", $"{{chart: {{spec: {{chart: web, sourceRef: {{kind: HelmRepository, name: theirs, namespace: {_other}}}}}}}}}", $"HelmRepository {_other}/theirs is of another namespace");
        yield return new("chartRef", $"{{chartRef: {{kind: OCIRepository, name: theirs, namespace: {_other}}}}}", $"OCIRepository {_other}/theirs is of another namespace");
        yield return new("source.configMap", "{source: {configMap: {name: theirs, key: key}}}", $"ConfigMap {Namespace}/theirs");
        yield return new(
            "postRenderers",
            $"{{postRenderers: [{{kustomize: {{patches: [{{target: {{kind: ConfigMap}}, patch: '[{{\"op\": \"add\", \"path\": \"/metadata/namespace\", \"value\": \"{_other}\"}}]'}}]}}}}]}}",
            $"{cannot}patch resource \"configmaps\" in API group \"\" in the namespace \"{_other}\"");
    }

    private IEnumerable<TenantAttempt> ByCharts()
    {
        string cannot = $"User \"{User}\" cannot ";
        string inOther = $"metadata: {{name: mine, namespace: {_other}}}";
        yield return TenantAttempt.ByTemplate("object in another namespace", $"apiVersion: v1\nkind: ConfigMap\n{inOther}\n", $"{cannot}patch resource \"configmaps\"");
        yield return TenantAttempt.ByTemplate("object of others (adoption)", $"apiVersion: v1\nkind: Secret\nmetadata: {{name: theirs, namespace: {_other}}}\n", $"{cannot}patch resource \"secrets\"");
        yield return TenantAttempt.ByTemplate("cluster-scoped object", $"apiVersion: {Rbac}\nkind: ClusterRole\nmetadata: {{name: {_missing}}}\nrules: []\n", $"{cannot}patch resource \"clusterroles\"");
        yield return TenantAttempt.ByTemplate("Namespace", $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {_missing}}}\n", $"{cannot}patch resource \"namespaces\"");
        yield return TenantAttempt.ByTemplate(
            "ClusterRoleBinding",
            $"apiVersion: {Rbac}\nkind: ClusterRoleBinding\nmetadata: {{name: {_missing}}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}}\nsubjects: [{{kind: ServiceAccount, name: {Tenant}, namespace: {Namespace}}}]\n",
            $"{cannot}patch resource \"clusterrolebindings\"");
        yield return TenantAttempt.ByTemplate("lookup of a Secret", Lookup($"\"Secret\" \"{_other}\" \"theirs\""), $"{cannot}get resource \"secrets\" in API group \"\" in the namespace \"{_other}\"");
        yield return TenantAttempt.ByTemplate("lookup of a namespace's Secrets", Lookup($"\"Secret\" \"{_other}\" \"\""), $"{cannot}list resource \"secrets\"");
        yield return TenantAttempt.ByTemplate("lookup of all Secrets", Lookup("\"Secret\" \"\" \"\""), $"{cannot}list resource \"secrets\" in API group \"\" at the cluster scope");
        yield return TenantAttempt.ByTemplate("lookup of Namespaces", Lookup("\"Namespace\" \"\" \"\""), $"{cannot}list resource \"namespaces\"");
        yield return TenantAttempt.ByTemplate("hook in another namespace", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: mine, namespace: {_other}, annotations: {{helm.sh/hook: pre-install}}}}\n", cannot);
        yield return TenantAttempt.ByTemplate(
            "hook that replaces an object of others",
            $"apiVersion: v1\nkind: Secret\nmetadata: {{name: theirs, namespace: {_other}, annotations: {{helm.sh/hook: pre-install, helm.sh/hook-delete-policy: before-hook-creation}}}}\n",
            cannot);
        yield return new TenantAttempt("crds folder", "{}", $"{cannot}create resource \"customresourcedefinitions\"")
        {
            File = ("crds/thief.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: thieves.example.com}\nspec: {group: example.com, scope: Namespaced, names: {kind: Thief, plural: thieves}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}\n"),
        };
    }

    private static string Lookup(string what) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: found-{{{{ .Release.Name }}}}}}\ndata: {{found: {{{{ lookup \"v1\" {what} | toJson | quote }}}}}}\n";

    private async Task ToldAsync(string name, TenantAttempt attempt)
    {
        HelmRelease release = await UntilReleaseAsync(name, $"{attempt.Field} is refused: {attempt.Answer}", release => Ready(release) is { Status: not "True" } && Answer(release, attempt) is not null);
        Note(attempt.Field, Answer(release, attempt)!);
    }

    private static Condition? Answer(HelmRelease release, TenantAttempt attempt) =>
        release.CurrentStatus.Conditions?.FirstOrDefault(condition => condition.Message?.Contains(attempt.Answer, StringComparison.Ordinal) == true);

    private void Note(string what, Condition told) => _table.Add($"{what,-45} | {told.Reason}: {told.Message}");

    // A record is a Secret of the tenant's namespace: he may write into it whatever he likes.
    private async Task ForgeAsync(string release, int revision)
    {
        Secret secret = (await SecretsAsync(release))[revision - 1];
        Release stored = ReleaseCodec.Decode(Encoding.ASCII.GetString(secret.GetData("release")!));
        string theirs = $"---\n# Source: chart/templates/theirs.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: theirs, namespace: {_other}}}\ndata: {{key: forged}}\n";
        string forged = ReleaseCodec.Encode(stored with { Manifest = $"{stored.Manifest}{theirs}" });
        JsonObject patch = new() { ["data"] = new JsonObject { ["release"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(forged)) } };
        await Client.Resource<Secret>().PatchAsync(secret.Key, Patch.Merge(patch), WriteOptions.Default, CancellationToken.None);
    }

    private async Task NothingHappenedAsync()
    {
        Assert.That(await ContentsAsync(), Is.EqualTo(_before));
        Assert.That(await Client.Resource<Namespace>().GetAsync(new NamespacedName(null, _missing), CancellationToken.None), Is.Null);
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Treasure));
        foreach (string kind in Kinds.Append(HelmRelease.Mapping.Kind.Kind))
        {
            GroupVersionKind of = kind == "Event" ? GroupVersionKind.Parse("events.k8s.io/v1", kind) : kind == "HelmRelease" ? HelmRelease.Mapping.Kind : GroupVersionKind.Parse("v1", kind);
            foreach (Unstructured item in await ListAsync(of, Namespace))
            {
                Assert.That(item.Content.ToJsonString(), Does.Not.Contain(Treasure).And.Not.Contain(encoded), item.ToString());
            }
        }
    }

    // Names and versions of all that is in the other namespace.
    private async Task<string> ContentsAsync()
    {
        List<string> found = [];
        foreach (string kind in (string[])["ConfigMap", "Secret", "ServiceAccount"])
        {
            found.AddRange((await ListAsync(GroupVersionKind.Parse("v1", kind), _other)).Select(item => $"{kind}/{item.Metadata.Name} {item.Metadata.ResourceVersion}"));
        }

        return string.Join('\n', found.Order(StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<Unstructured>> ListAsync(GroupVersionKind kind, string ns)
    {
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(kind, CancellationToken.None);
        return (await resource.ListAsync(new ListOptions { Namespace = ns }, CancellationToken.None)).Items;
    }

    // Kubernetes puts its own things into a new namespace; before 1.24 also a token for its account, which it then names there.
    private static async Task UntilAccountAsync(string ns)
    {
        bool hasToken = !await TestCluster.IsAtLeastAsync(24);
        await Until.HoldsAsync(
            Client.Resource<ServiceAccount>(), new NamespacedName(ns, "default"), account => account is not null && (!hasToken || account.Content["secrets"] is JsonArray), "the namespace has its account");
        await Until.HoldsAsync(Client.Resource<ConfigMap>(), new NamespacedName(ns, "kube-root-ca.crt"), map => map is not null, "the namespace has its authorities");
    }
}
