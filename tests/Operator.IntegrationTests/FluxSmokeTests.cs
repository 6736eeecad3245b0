using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's scenarios of target namespaces and of definitions, under their numbers and names.</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class FluxSmokeTests(string apiVersion) : ReleaseTest
{
    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    private readonly string _group = $"g{Guid.NewGuid():n}"[..12] + ".example.com";

    [Test]
    public async Task S11_targetnamespace()
    {
        string target = await CreateNamespaceAsync();
        await PackAsync(Named());
        await ReleaseAsync("targetnamespace", "podinfo", $"{{targetNamespace: {target}, install: {{disableWait: true}}}}");
        await UntilReadyAsync("targetnamespace", 1);
        Assert.That(await DeploymentAsync(target, $"{target}-targetnamespace-podinfo"), Is.Not.Null);
    }

    [Test]
    public async Task S12_install_create_target_ns()
    {
        string target = NewNamespaceName();
        string name = "install-create-target-ns".PadRight(49 - target.Length - 1, 'x');
        await PackAsync(Named());
        await ReleaseAsync(name, "podinfo", $"{{targetNamespace: {target}, install: {{createNamespace: true, disableWait: true}}}}");
        await UntilReadyAsync(name, 1);
        Assert.That(await DeploymentAsync(target, $"{target}-{name}-podinfo"), Is.Not.Null, "a release name of 49 characters is not shortened");
    }

    [Test]
    public async Task S31_S32_S33_crds_upgrade_init_create_create_replace()
    {
        try
        {
            await PackAsync("v1", Definitions(Definition("a", "v2beta1"), Definition("b", "v2beta1"), Definition("d", "v2beta1")).Pack());
            await ReleaseAsync("web", "v1", "values: {a: v2beta1}");
            await UntilReadyAsync("web", 1);

            TestChart second = Definitions(Definition("a", "v2beta1"), Definition("b", "v2beta1", "v2beta2"), Definition("c", "v2beta2"));
            await PackAsync("v2", second.Pack());
            await ReleaseAsync("web", "v2", "{upgrade: {crds: Create}, values: {a: v2beta1, b: v2beta1, d: v2beta1, c: v2beta2}}");
            await UntilReadyAsync("web", 2);
            Assert.That(await GetAsync($"{_group}/v2beta2", "C", "web-c"), Is.Not.Null, "a new definition serves before the templates are mapped");

            await ReleaseAsync("web", "v2", "{upgrade: {crds: CreateReplace}, values: {a: v2beta1, b: v2beta2, d: v2beta1, c: v2beta2}}");
            await UntilReadyAsync("web", 3);
            Client.Mapper.Invalidate(_group);
            Assert.That(await GetAsync($"{_group}/v2beta2", "B", "web-b"), Is.Not.Null);
        }
        finally
        {
            IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
            foreach (string name in (string[])["a", "b", "c", "d"])
            {
                await definitions.DeleteAsync(new NamespacedName(null, $"{name}s.{_group}"), DeleteOptions.Default, CancellationToken.None);
            }
        }
    }

    private static TestChart Named() =>
        new TestChart("podinfo").With("templates/deployment.yaml", TestChart.DeploymentTemplate.Replace("name: {{ .Release.Name }}", "name: {{ .Release.Name }}-{{ .Chart.Name }}", StringComparison.Ordinal));

    private static async Task<Unstructured?> DeploymentAsync(string ns, string name) =>
        await (await Client.ResourceAsync(GroupVersionKind.Parse("apps/v1", "Deployment"), CancellationToken.None)).GetAsync(new NamespacedName(ns, name), CancellationToken.None);

    private TestChart Definitions(params (string Path, string Text)[] definitions)
    {
        string objects = $$$"""
            {{- range $name, $version := .Values }}
            ---
            apiVersion: {{{_group}}}/{{ $version }}
            kind: {{ upper $name }}
            metadata:
              name: {{ $.Release.Name }}-{{ $name }}
            {{- end }}
            """;
        return definitions.Aggregate(new TestChart("crds").With("templates/objects.yaml", objects), (chart, definition) => chart.With(definition.Path, definition.Text));
    }

    private (string Path, string Text) Definition(string name, params string[] versions)
    {
        JsonArray served = [.. versions.Select(version => (JsonNode)new JsonObject
        {
            ["name"] = version,
            ["served"] = true,
            ["storage"] = version == versions[0],
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true } },
        })];
        string kind = name.ToUpperInvariant();
        return ($"crds/{name}.yaml", $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: {{name}}s.{{_group}}}
            spec:
              group: {{_group}}
              names: {kind: {{kind}}, listKind: {{kind}}List, plural: {{name}}s, singular: {{name}}}
              scope: Namespaced
              versions: {{served.ToJsonString()}}
            """);
    }
}
