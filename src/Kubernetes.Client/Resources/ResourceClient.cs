using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>The one implementation of the verbs.</summary>
internal sealed class ResourceClient<T>(ApiTransport transport, ResourceMapping mapping, RequestScope scope, ResourceCodec<T> codec, bool isMetadataOnly = false) : IResourceClient<T>
    where T : class, IResource
{
    private readonly ResourceRequests _requests = new(mapping, scope, isMetadataOnly);

    public ResourceMapping Mapping => mapping;

    public async Task<T?> GetAsync(NamespacedName key, CancellationToken ct)
    {
        try
        {
            return await SendAsync(_requests.Get(key), ct);
        }
        catch (KubernetesApiException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken ct) =>
        ResourceReader<T>.ListAsync(transport, _requests.List(options), options.ManagedFields ? codec.DecodeListed : codec.DecodeTrimmed, ct);

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken ct) =>
        ResourceReader<T>.WatchAsync(transport, _requests, options, options.ManagedFields ? codec.DecodeListed : codec.DecodeTrimmed, ct);

    public async Task<T> CreateAsync(T resource, WriteOptions options, CancellationToken ct)
    {
        PooledJsonWriter body = Write(resource);
        return await SendAsync(_requests.Create(resource.Metadata.Namespace, options, body.Written), body, ct);
    }

    public Task<T> UpdateAsync(T resource, WriteOptions options, CancellationToken ct) => UpdateAsync(resource, null, options, ct);

    public Task<T> UpdateStatusAsync(T resource, WriteOptions options, CancellationToken ct) => UpdateAsync(resource, "status", options, ct);

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions options, CancellationToken ct) => PatchAsync(key, null, patch, options, ct);

    public Task<T> PatchStatusAsync(NamespacedName key, Patch patch, WriteOptions options, CancellationToken ct) => PatchAsync(key, "status", patch, options, ct);

    public Task<T> ApplyAsync(T resource, ApplyOptions options, CancellationToken ct) => ApplyAsync(resource, null, options, ct);

    public Task<T> ApplyStatusAsync(T resource, ApplyOptions options, CancellationToken ct) => ApplyAsync(resource, "status", options, ct);

    public async Task<DeleteOutcome> DeleteAsync(NamespacedName key, DeleteOptions options, CancellationToken ct)
    {
        PooledJsonWriter? body = DeleteBody.Write(options);
        try
        {
            using ApiResponse response = await transport.SendAsync(_requests.Delete(key, body?.Written ?? default), ct);
            DeleteOutcome outcome = await ResponseBody.ReadAsync(response, transport.Options.MaxObjectBytes, DeleteBody.ReadOutcome);
            body?.Dispose();
            return outcome;
        }
        catch (KubernetesApiException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return DeleteOutcome.NotFound;
        }
    }

    private async Task<T> UpdateAsync(T resource, string? subresource, WriteOptions options, CancellationToken ct)
    {
        PooledJsonWriter body = Write(resource);
        return await SendAsync(_requests.Update(resource.Metadata.Key, subresource, options, body.Written), body, ct);
    }

    private async Task<T> PatchAsync(NamespacedName key, string? subresource, Patch patch, WriteOptions options, CancellationToken ct)
    {
        PooledJsonWriter body = PooledJsonWriter.Write(patch.Body, static (writer, node) => node.WriteTo(writer));
        return await SendAsync(_requests.Patch(key, subresource, patch.ContentType, options, body.Written), body, ct);
    }

    private async Task<T> ApplyAsync(T resource, string? subresource, ApplyOptions options, CancellationToken ct)
    {
        using PooledJsonWriter whole = Write(resource);
        PooledJsonWriter body = ApplyBody.Write(whole.Written, keepStatus: subresource is not null, options.ResourceVersion);
        return await SendAsync(_requests.Apply(resource.Metadata.Key, subresource, options, body.Written), body, ct);
    }

    private static PooledJsonWriter Write(T resource) => PooledJsonWriter.Write(resource, static (writer, state) => state.WriteTo(writer));

    // The body goes back to the pool only after a success: before that the connection may still be sending it (HTTP/2 answers early).
    private async Task<T> SendAsync(ApiRequest request, PooledJsonWriter body, CancellationToken ct)
    {
        T answer = await SendAsync(request, ct);
        body.Dispose();
        return answer;
    }

    private async Task<T> SendAsync(ApiRequest request, CancellationToken ct)
    {
        using ApiResponse response = await transport.SendAsync(request, ct);
        return await ResponseBody.ReadAsync(response, transport.Options.MaxObjectBytes, codec.Decode);
    }
}
