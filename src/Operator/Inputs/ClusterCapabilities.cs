using System.Collections.Immutable;
using Steersman.Helm.Charts;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Discovery;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Inputs;

/// <summary>What charts can ask about the cluster (<c>pkg/action/action.go</c>, getCapabilities): kept until a definition changes, or for ten minutes. Thread-safe.</summary>
internal sealed class ClusterCapabilities(IKubernetesClient client, TimeProvider time)
{
    private const int FirstMinorThatValidates = 25;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private volatile Known? _known;

    public async Task<Capabilities> GetAsync(CancellationToken cancellation)
    {
        if (_known is { } known && known.Until > time.GetUtcNow())
        {
            return known.Capabilities;
        }

        ServerVersion version = await client.GetVersionAsync(cancellation);
        ImmutableArray<ResourceMapping> mappings = await client.Mapper.ListAsync(cancellation);
        Capabilities capabilities = new(new KubeVersion(version.GitVersion, "", version.Major, version.Minor), ApiVersions(mappings));
        _known = new Known(capabilities, time.GetUtcNow() + MaxAge);
        return capabilities;
    }

    /// <summary>Whether the server refuses fields that it does not know where it is asked to (KEP-2885); older ones drop them without a word.</summary>
    public async Task<bool> ValidatesFieldsAsync(CancellationToken cancellation)
    {
        KubeVersion version = (await GetAsync(cancellation)).KubeVersion;
        return version.Major != "1" || !int.TryParse(version.Minor.TrimEnd('+'), out int minor) || minor >= FirstMinorThatValidates;
    }

    /// <summary>A definition came, changed or went.</summary>
    public void Invalidate() => _known = null;

    private static List<string> ApiVersions(ImmutableArray<ResourceMapping> mappings)
    {
        List<string> versions = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (ResourceMapping mapping in mappings)
        {
            foreach (string name in (ReadOnlySpan<string>)[mapping.Kind.ApiVersion, $"{mapping.Kind.ApiVersion}/{mapping.Kind.Kind}"])
            {
                if (known.Add(name))
                {
                    versions.Add(name);
                }
            }
        }

        return versions;
    }

    private sealed record Known(Capabilities Capabilities, DateTimeOffset Until);
}
