using System.Text.Json;
using System.Text.Json.Serialization;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Storage;

/// <summary>
/// What the annotation <c>steersman.dev/handed-over</c> of a HelmRelease says: the objects of a release that moved and is uninstalled. What its next revision does not have goes when that is
/// applied, all of them go with the HelmRelease.
/// </summary>
/// <param name="ReleaseName">Name of the release that they were handed over to.</param>
/// <param name="ReleaseNamespace">Namespace of that release.</param>
/// <param name="Objects">Each as <c>group/kind/namespace/name</c>; no part of these has a slash.</param>
public sealed record HandedOverObjects(string ReleaseName, string ReleaseNamespace, IReadOnlyList<string> Objects)
{
    // All annotations of an object together have 256 KiB.
    private const int MaxCharacters = 192 * 1024;
    private const int Parts = 4;

    /// <summary>The objects; what is no name of one is left out.</summary>
    [JsonIgnore]
    public IReadOnlySet<ObjectKey> Keys => Objects.Select(Parse).OfType<ObjectKey>().ToHashSet();

    /// <summary>The objects that the annotation of a HelmRelease names; null where there is none, or none that can be read.</summary>
    public static HandedOverObjects? Of(HelmRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Metadata.Annotations[WellKnown.HandedOver] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, HandedOverJson.Default.HandedOverObjects) is { ReleaseName: not null, ReleaseNamespace: not null, Objects: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same for objects that were handed over. What an annotation has no room for is left out.</summary>
    public static HandedOverObjects Of(string releaseName, string releaseNamespace, IEnumerable<ObjectKey> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        List<string> names = [];
        int left = MaxCharacters;
        foreach (string name in objects.Select(key => $"{key.Group}/{key.Kind}/{key.Namespace}/{key.Name}"))
        {
            left -= name.Length + 3;
            if (left < 0)
            {
                break;
            }

            names.Add(name);
        }

        return new HandedOverObjects(releaseName, releaseNamespace, names);
    }

    /// <summary>The text of the annotation.</summary>
    public string ToAnnotation() => JsonSerializer.Serialize(this, HandedOverJson.Default.HandedOverObjects);

    private static ObjectKey? Parse(string? name) =>
        name?.Split('/') is { Length: Parts } parts && parts[1].Length > 0 && parts[3].Length > 0 ? new ObjectKey(parts[0], parts[1], parts[2].Length == 0 ? null : parts[2], parts[3]) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandedOverObjects))]
internal sealed partial class HandedOverJson : JsonSerializerContext;
