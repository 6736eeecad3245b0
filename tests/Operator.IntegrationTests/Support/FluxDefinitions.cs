using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Definitions of Flux's source kinds with no more in them than their names; no controller looks at their objects.</summary>
internal static class FluxDefinitions
{
    public const string Group = "source.toolkit.fluxcd.io";

    private static readonly ResourceMapping Definitions = ResourceMapping.Known("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    /// <summary>Waits until kinds are served.</summary>
    public static async Task InstallAsync(params IReadOnlyList<string> plurals)
    {
        foreach (string plural in plurals)
        {
            try
            {
                await TestCluster.Client.Resource(Definitions).CreateAsync(new Unstructured(Definition(plural)), WriteOptions.Default, CancellationToken.None);
            }
            catch (KubernetesApiException exception) when (exception.Message.Contains("already exists", StringComparison.Ordinal))
            {
                // Of another test.
            }
        }

        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(100));
        using CancellationTokenSource deadline = new(Until.Patience);
        foreach (string plural in plurals)
        {
            while (await TestCluster.Client.Mapper.FindAsync(new GroupVersionKind(Group, "v1", KindOf(plural)), deadline.Token) is null)
            {
                await timer.WaitForNextTickAsync(deadline.Token);
                TestCluster.Client.Mapper.Invalidate(Group);
            }
        }
    }

    /// <summary>Waits until Flux's HelmReleases and HelmCharts are served.</summary>
    public static async Task InstallReleasesAsync()
    {
        await InstallAsync("helmcharts");
        try
        {
            await TestCluster.Client.Resource(Definitions).CreateAsync(new Unstructured(FluxReleaseDefinition.Create()), WriteOptions.Default, CancellationToken.None);
        }
        catch (KubernetesApiException exception) when (exception.Message.Contains("already exists", StringComparison.Ordinal))
        {
            // Of another test.
        }

        ResourceMapping mapping = Api.ReleaseKind.Flux.Mapping;
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(100));
        using CancellationTokenSource deadline = new(Until.Patience);
        while (await TestCluster.Client.Mapper.FindAsync(mapping.Kind, deadline.Token) is null)
        {
            await timer.WaitForNextTickAsync(deadline.Token);
            TestCluster.Client.Mapper.Invalidate(mapping.Kind.Group);
        }
    }

    /// <summary>Plays source-controller: says where the artifact of a source is.</summary>
    public static async Task<Unstructured> PublishAsync(Unstructured source, string url, string digest, string revision)
    {
        JsonObject status = new()
        {
            ["observedGeneration"] = source.Content["metadata"]!["generation"]!.DeepClone(),
            ["artifact"] = new JsonObject { ["url"] = url, ["digest"] = digest, ["revision"] = revision },
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["message"] = "stored artifact" }),
        };
        IResourceClient<Unstructured> sources = await TestCluster.Client.ResourceAsync(source.GroupVersionKind, CancellationToken.None);
        return await sources.PatchStatusAsync(source.Metadata.Key, Patch.Merge(new JsonObject { ["status"] = status }), WriteOptions.Default, CancellationToken.None);
    }

    public static Task RemoveAsync(string plural) =>
        TestCluster.Client.Resource(Definitions).DeleteAsync(new NamespacedName(null, $"{plural}.{Group}"), DeleteOptions.Default, CancellationToken.None);

    private static string KindOf(string plural) => plural switch
    {
        "helmrepositories" => "HelmRepository",
        "gitrepositories" => "GitRepository",
        "ocirepositories" => "OCIRepository",
        "helmcharts" => "HelmChart",
        "buckets" => "Bucket",
        _ => "ExternalArtifact",
    };

    private static JsonObject Definition(string plural)
    {
        string kind = KindOf(plural);
        return (JsonObject)JsonNode.Parse($$"""
            {
              "apiVersion": "apiextensions.k8s.io/v1",
              "kind": "CustomResourceDefinition",
              "metadata": { "name": "{{plural}}.{{Group}}" },
              "spec": {
                "group": "{{Group}}",
                "scope": "Namespaced",
                "names": {"kind": "{{kind}}", "listKind": "{{kind}}List", "plural": "{{plural}}", "singular": "{{kind.ToLowerInvariant()}}" },
                "versions": [{
                  "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
                  "schema": { "openAPIV3Schema": { "type": "object", "x-kubernetes-preserve-unknown-fields": true } }
                }]
              }
            }
            """)!;
    }
}
