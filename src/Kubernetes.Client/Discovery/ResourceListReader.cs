using System.Collections.Immutable;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>Reads what a version of a group serves, in both forms of discovery.</summary>
internal static class ResourceListReader
{
    /// <summary>An APIResourceList, where subresources are entries of their own (<c>pods/status</c>).</summary>
    internal static ImmutableArray<ResourceMapping> Read(JsonElement list, string group, string version)
    {
        Dictionary<string, List<string>> subresources = new(StringComparer.Ordinal);
        List<ResourceMapping> resources = [];
        foreach (JsonElement entry in list.Items("resources"u8))
        {
            if (entry.Text("name"u8) is not { Length: > 0 } name || entry.Text("kind"u8) is not { Length: > 0 } kind)
            {
                continue;
            }

            int slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash >= 0)
            {
                (subresources.TryGetValue(name[..slash], out List<string>? known) ? known : subresources[name[..slash]] = []).Add(name[(slash + 1)..]);
                continue;
            }

            GroupVersionKind served = new(Or(entry.Text("group"u8), group), Or(entry.Text("version"u8), version), kind);
            ResourceScope scope = entry.Flag("namespaced"u8) == true ? ResourceScope.Namespaced : ResourceScope.Cluster;
            resources.Add(new ResourceMapping(served, name, scope, Strings(entry, "verbs"u8)));
        }

        return [.. resources.Select(resource => subresources.TryGetValue(resource.Plural, out List<string>? names) ? resource with { Subresources = [.. names] } : resource)];
    }

    /// <summary>One version of an APIGroupDiscovery.</summary>
    internal static void ReadAggregated(JsonElement version, string group, ImmutableArray<ResourceMapping>.Builder resources)
    {
        string versionName = version.Text("version"u8) ?? string.Empty;
        foreach (JsonElement entry in version.Items("resources"u8))
        {
            // An empty group or version in responseKind means that of the document.
            JsonElement kind = entry.Field("responseKind"u8) ?? default;
            if (entry.Text("resource"u8) is not { Length: > 0 } plural || kind.Text("kind"u8) is not { Length: > 0 } kindName)
            {
                continue;
            }

            GroupVersionKind served = new(Or(kind.Text("group"u8), group), Or(kind.Text("version"u8), versionName), kindName);
            ResourceScope scope = string.Equals(entry.Text("scope"u8), "Namespaced", StringComparison.Ordinal) ? ResourceScope.Namespaced : ResourceScope.Cluster;
            resources.Add(new ResourceMapping(served, plural, scope, Strings(entry, "verbs"u8))
            {
                Subresources = [.. entry.Items("subresources"u8).Select(item => item.Text("subresource"u8)).OfType<string>()],
            });
        }
    }

    private static string Or(string? text, string other) => string.IsNullOrEmpty(text) ? other : text;

    private static ImmutableArray<string> Strings(JsonElement entry, ReadOnlySpan<byte> field)
    {
        ImmutableArray<string>.Builder strings = ImmutableArray.CreateBuilder<string>();
        foreach (JsonElement item in entry.Items(field))
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                strings.Add(item.GetString()!);
            }
        }

        return strings.ToImmutable();
    }
}
