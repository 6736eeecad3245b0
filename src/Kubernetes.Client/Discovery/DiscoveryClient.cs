using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>Asks the server what it serves.</summary>
internal sealed class DiscoveryClient(ApiTransport transport)
{
    internal Task<ServerVersion> GetVersionAsync(CancellationToken ct) => GetAsync(
        "/version",
        MediaTypes.Json,
        static version => new ServerVersion(version.Text("major"u8) ?? string.Empty, version.Text("minor"u8) ?? string.Empty, version.Text("gitVersion"u8) ?? string.Empty),
        ct);

    /// <summary>Aggregated discovery of the named groups (<c>/apis</c>) or of the core group (<c>/api</c>); from older servers the bare list of versions.</summary>
    internal Task<DiscoveryAnswer> GetAllAsync(string path, CancellationToken ct) => GetAsync(path, MediaTypes.AggregatedDiscovery, DiscoveryAnswer.Read, ct);

    /// <summary>The versions of one group in order of preference; null if the group is not served.</summary>
    internal async Task<ImmutableArray<string>?> GetVersionsAsync(string group, CancellationToken ct)
    {
        if (!IsGroupName(group))
        {
            return null;
        }

        try
        {
            return await GetAsync(group.Length == 0 ? "/api" : "/apis/" + group, MediaTypes.Json, DiscoveryAnswer.ReadVersions, ct);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>What one version of a group serves; null if it is not served.</summary>
    internal async Task<ImmutableArray<ResourceMapping>?> GetResourcesAsync(string group, string version, CancellationToken ct)
    {
        try
        {
            string path = group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}";
            return await GetAsync(path, MediaTypes.Json, list => ResourceListReader.Read(list, group, version), ct);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    // A group comes from a chart: it must not lead to another path.
    private static bool IsGroupName(string group) => group.Length <= 253 && !group.StartsWith('.')
        && group.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    private async Task<T> GetAsync<T>(string path, string accept, ResourceDecoder<T> read, CancellationToken ct)
    {
        ApiRequest request = new(HttpMethod.Get, path, "get", string.Empty, path) { Accept = accept };
        using ApiResponse response = await transport.SendAsync(request, ct);
        return await ResponseBody.ReadAsync(response, transport.Options.MaxObjectBytes, read);
    }
}
