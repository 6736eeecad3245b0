using System.Text.Json.Nodes;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Engine;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Releases.Lookup;

/// <summary>Answers <c>lookup</c> in templates from the cluster. Rendering is synchronous, so a look-up blocks its thread for at most <paramref name="deadline"/>.</summary>
/// <param name="client">As whom the cluster is asked.</param>
/// <param name="deadline">Bound of one look-up.</param>
public sealed class ClusterLookup(IKubernetesClient client, TimeSpan deadline) : ILookup
{
    /// <inheritdoc/>
    public ValueMap Lookup(string apiVersion, string kind, string @namespace, string name)
    {
        using CancellationTokenSource timeout = new(deadline);
        try
        {
            return Task.Run(() => FindAsync(GroupVersionKind.Parse(apiVersion, kind), @namespace, name, timeout.Token), timeout.Token).GetAwaiter().GetResult();
        }
        catch (KindNotServedException)
        {
            return new ValueMap();
        }
        catch (KubernetesException exception)
        {
            throw new FunctionException(exception.Message, exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new FunctionException($"lookup of {kind} {@namespace}/{name} took longer than {deadline.TotalSeconds} s", exception);
        }
    }

    private async Task<ValueMap> FindAsync(GroupVersionKind kind, string ns, string name, CancellationToken cancellation)
    {
        ResourceMapping mapping = await client.Mapper.GetAsync(kind, cancellation);
        IResourceClient<Unstructured> resource = client.Resource(mapping);
        string? scope = mapping.IsNamespaced && ns.Length > 0 ? ns : null;
        if (name.Length > 0)
        {
            return await resource.GetAsync(new NamespacedName(scope, name), cancellation) is { } found ? ToMap(found.Content) : new ValueMap();
        }

        ResourceList<Unstructured> list = await resource.ListAllAsync(new ListOptions { Namespace = scope, ManagedFields = true }, cancellation);
        JsonArray items = [.. list.Items.Select(item => item.Content.DeepClone())];
        return ToMap(new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = $"{kind.Kind}List",
            ["metadata"] = new JsonObject { ["resourceVersion"] = list.ResourceVersion },
            ["items"] = items,
        });
    }

    private static ValueMap ToMap(JsonObject content) => GoJson.Parse(content.ToJsonString()).TryGetMap(out ValueMap? map) ? map : new ValueMap();
}
