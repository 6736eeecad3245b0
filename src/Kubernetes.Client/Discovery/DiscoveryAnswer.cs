using System.Collections.Immutable;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>The answer of <c>/api</c> or <c>/apis</c>: groups with all they serve, or with their versions alone.</summary>
/// <param name="Groups">Complete groups (aggregated discovery, Kubernetes 1.26).</param>
/// <param name="Versions">The versions of groups whose resources have to be asked for.</param>
internal sealed record DiscoveryAnswer(ImmutableArray<ApiGroup> Groups, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Versions)
{
    internal static DiscoveryAnswer Read(JsonElement answer) => answer.Text("kind"u8) switch
    {
        "APIGroupDiscoveryList" => ReadAggregated(answer),
        "APIGroupList" => new DiscoveryAnswer([], [.. answer.Items("groups"u8).Select(group => KeyValuePair.Create(group.Text("name"u8) ?? string.Empty, ReadVersions(group)))]),
        "APIVersions" => new DiscoveryAnswer([], [KeyValuePair.Create(string.Empty, ReadVersions(answer))]),
        _ => throw new JsonException("the answer is no discovery document"),
    };

    /// <summary>The versions of an APIGroup or APIVersions, the preferred one first.</summary>
    internal static ImmutableArray<string> ReadVersions(JsonElement group)
    {
        string? preferred = (group.Field("preferredVersion"u8) ?? default).Text("version"u8);
        List<string> versions = [];
        foreach (JsonElement version in group.Items("versions"u8))
        {
            if ((version.ValueKind == JsonValueKind.String ? version.GetString() : version.Text("version"u8)) is { Length: > 0 } name)
            {
                versions.Insert(string.Equals(name, preferred, StringComparison.Ordinal) ? 0 : versions.Count, name);
            }
        }

        return [.. versions];
    }

    private static DiscoveryAnswer ReadAggregated(JsonElement answer)
    {
        ImmutableArray<ApiGroup>.Builder groups = ImmutableArray.CreateBuilder<ApiGroup>();
        ImmutableArray<KeyValuePair<string, ImmutableArray<string>>>.Builder stale = ImmutableArray.CreateBuilder<KeyValuePair<string, ImmutableArray<string>>>();
        foreach (JsonElement group in answer.Items("items"u8))
        {
            string name = (group.Field("metadata"u8) ?? default).Text("name"u8) ?? string.Empty;
            bool isStale = false;
            ImmutableArray<ResourceMapping>.Builder resources = ImmutableArray.CreateBuilder<ResourceMapping>();
            foreach (JsonElement version in group.Items("versions"u8))
            {
                // Stale: the aggregated API server behind it did not answer. What it serves is asked for when it is needed.
                isStale |= string.Equals(version.Text("freshness"u8), "Stale", StringComparison.Ordinal);
                ResourceListReader.ReadAggregated(version, name, resources);
            }

            if (isStale)
            {
                stale.Add(KeyValuePair.Create(name, ReadVersions(group)));
            }
            else
            {
                groups.Add(new ApiGroup(name, resources.ToImmutable()));
            }
        }

        return new DiscoveryAnswer(groups.ToImmutable(), stale.ToImmutable());
    }
}
