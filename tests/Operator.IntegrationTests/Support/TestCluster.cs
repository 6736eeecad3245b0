using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.Crd;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The cluster that <c>KUBECONFIG_TEST</c> names.</summary>
internal static class TestCluster
{
    private static readonly ResourceMapping Definitions =
        ResourceMapping.Known("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    private static readonly Lazy<KubernetesClient> Shared = new(() => new KubernetesClient(Configuration(Kubeconfig), new KubernetesClientOptions { UserAgent = "steersman-tests" }));

    /// <summary>Path of the kubeconfig of the tests themselves.</summary>
    public static string Kubeconfig => Environment.GetEnvironmentVariable("KUBECONFIG_TEST") is { Length: > 0 } path ? path : throw new IgnoreException("KUBECONFIG_TEST names no cluster");

    /// <summary>Path of a kubeconfig with another user, so that the audit log tells the operator and the tests apart.</summary>
    public static string OperatorKubeconfig => Environment.GetEnvironmentVariable("KUBECONFIG_TEST_OPERATOR") is { Length: > 0 } path ? path : Kubeconfig;

    /// <summary>The client of the tests.</summary>
    public static KubernetesClient Client => Shared.Value;

    public static ClusterConfiguration Configuration(string kubeconfig) => KubernetesConfiguration.Load(kubeconfig);

    /// <summary>True if the server is Kubernetes 1 with that minor version, or newer.</summary>
    public static async Task<bool> IsAtLeastAsync(int minor) =>
        !int.TryParse((await Client.GetVersionAsync(CancellationToken.None)).Minor.TrimEnd('+'), out int served) || served >= minor;

    /// <summary>Skips the test where the server is older than Kubernetes 1 with that minor version.</summary>
    public static async Task NeedAsync(int minor, string why)
    {
        if (!await IsAtLeastAsync(minor))
        {
            throw new IgnoreException(why);
        }
    }

    /// <summary>Puts the definition of HelmRelease in place and waits until it is served.</summary>
    public static async Task DefineAsync()
    {
        IResourceClient<Unstructured> definitions = Client.Resource(Definitions);
        Unstructured wanted = new(HelmReleaseDefinition.Create());
        if (await definitions.GetAsync(new NamespacedName(null, HelmReleaseDefinition.Name), CancellationToken.None) is { } known)
        {
            // No apply: Kubernetes 1.20 does not know the rules in CEL, which it drops from what is created or replaced.
            wanted.Metadata.ResourceVersion = known.Metadata.ResourceVersion;
            await definitions.UpdateAsync(wanted, WriteOptions.Default, CancellationToken.None);
        }
        else
        {
            await definitions.CreateAsync(wanted, WriteOptions.Default, CancellationToken.None);
        }

        await Until.HoldsAsync(definitions, new NamespacedName(null, HelmReleaseDefinition.Name), IsEstablished, "the definition of HelmRelease is established");
        await ServedAsync();
    }

    /// <summary>Deletes the definition of HelmRelease and waits until it is gone.</summary>
    public static async Task UndefineAsync()
    {
        IResourceClient<Unstructured> definitions = Client.Resource(Definitions);
        NamespacedName key = new(null, HelmReleaseDefinition.Name);
        await definitions.DeleteAsync(key, DeleteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(definitions, key, definition => definition is null, "the definition of HelmRelease is gone");
    }

    // Discovery tells of a new kind a little after its definition is established, and cannot be watched.
    private static async Task ServedAsync()
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(100));
        using CancellationTokenSource deadline = new(Until.Patience);
        do
        {
            Client.Mapper.Invalidate(HelmRelease.Group);
            if (await Client.Mapper.FindAsync(HelmRelease.Mapping.Kind, deadline.Token) is not null)
            {
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(deadline.Token));
    }

    private static bool IsEstablished(Unstructured? definition) =>
        definition?.Content["status"]?["conditions"] is JsonArray conditions
        && conditions.Any(condition => condition?["type"]?.ToString() == "Established" && condition["status"]?.ToString() == "True");
}
