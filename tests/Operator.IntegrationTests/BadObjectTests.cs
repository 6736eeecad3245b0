using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.Crd;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Objects that no definition of today would let pass: older ones, or of a server that validates less.</summary>
[Category("Integration")]
[NonParallelizable]
internal sealed class BadObjectTests : ReleaseTest
{
    private static readonly ResourceMapping Definitions =
        ResourceMapping.Known("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    [Test]
    public async Task An_invalid_object_is_stalled_with_the_path_of_its_field_and_stops_no_other()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        string source = "source: {configMap: {name: chart, key: chart.tgz}}";
        (string Name, string Spec, string Message)[] bad =
        [
            ("duration", $"{{{source}, timeout: soon}}", "spec.timeout: "),
            ("enum", $"{{{source}, install: {{crds: Sometimes}}}}", "spec.install.crds: "),
            ("type", $"{{{source}, values: text}}", "spec.values: "),
            ("element", $"{{{source}, valuesFrom: [{{kind: ConfigMap}}]}}", "spec.valuesFrom[0]"),
            ("no-source", "{timeout: 1m}", "spec: exactly one of chart, chartRef and source must be set"),
            ("no-oci", "{source: {oci: {}}}", "spec.source.oci"),
            ("null", "{source: null}", "spec: exactly one of chart, chartRef and source must be set"),
        ];
        await DefineAsync(Lax());
        try
        {
            foreach ((string name, string spec, _) in bad)
            {
                await Until.EndsAsync(CreateAsync(name, spec), $"{name} is stored");
            }

            await ReleaseAsync("good", "chart");
            await UntilReadyAsync("good", 1);
            foreach ((string name, _, string message) in bad)
            {
                HelmRelease release = await UntilReleaseAsync(name, "is stalled", seen => seen.CurrentStatus.Find(ConditionTypes.Stalled) is { Status: "True", Reason: Reasons.InvalidSpec });
                Assert.That(Ready(release)?.Message, Does.StartWith(message), name);
                await UntilEventAsync(name, Reasons.InvalidSpec, message);
            }

            await DeleteReleaseAsync("null");
        }
        finally
        {
            // Servers of old would not let the finalizers of what they refuse be taken off.
            await DefineAsync(HelmReleaseDefinition.Create());
            foreach ((string name, _, _) in bad)
            {
                await ReleaseAsync(name, "chart");
            }
        }

        foreach ((string name, _, _) in bad)
        {
            await UntilReadyAsync(name, 1);
        }
    }

    private static JsonObject Lax()
    {
        JsonObject definition = HelmReleaseDefinition.Create();
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
        return definition;
    }

    private static async Task DefineAsync(JsonObject definition)
    {
        IResourceClient<Unstructured> definitions = Client.Resource(Definitions);
        Unstructured known = (await definitions.GetAsync(new NamespacedName(null, HelmReleaseDefinition.Name), CancellationToken.None))!;
        Unstructured wanted = new(definition);
        wanted.Metadata.ResourceVersion = known.Metadata.ResourceVersion;
        await definitions.UpdateAsync(wanted, WriteOptions.Default, CancellationToken.None);
    }

    // The server takes up a definition a little after it has stored it.
    private async Task CreateAsync(string name, string spec)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                Unstructured release = Unstructured.Create(HelmRelease.Mapping.Kind, new NamespacedName(Namespace, name));
                release.Content["spec"] = Kubernetes.Client.Json.YamlJson.Parse(spec);
                await Client.Resource(HelmRelease.Mapping).CreateAsync(release, WriteOptions.Default, CancellationToken.None);
                return;
            }
            catch (Kubernetes.Client.Errors.KubernetesApiException exception) when (exception.IsInvalid)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
