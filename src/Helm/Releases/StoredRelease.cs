using System.Globalization;

namespace Steersman.Helm.Releases;

/// <summary>A record as the object that holds it: a Secret, or a ConfigMap (pkg/storage/driver/secrets.go and cfgmaps.go).</summary>
/// <param name="Name">The object's name, <c>sh.helm.release.v1.NAME.vREVISION</c>.</param>
/// <param name="Labels">All its labels.</param>
/// <param name="Payload">The value of its one data key, <see cref="DataKey"/>.</param>
public sealed record StoredRelease(string Name, IReadOnlyDictionary<string, string> Labels, string Payload)
{
    /// <summary>The one key of its data.</summary>
    public const string DataKey = "release";

    /// <summary>The type of the Secret; ConfigMaps have none.</summary>
    public const string SecretType = "helm.sh/release.v1";

    private const string StorageType = "sh.helm.release.v1";

    /// <summary>The name of the object that holds a revision.</summary>
    public static string Key(string release, int version) => string.Create(CultureInfo.InvariantCulture, $"{StorageType}.{release}.v{version}");

    /// <summary>A record to be created: its labels tell when.</summary>
    /// <exception cref="HelmException"><c>create: failed to encode release …</c>.</exception>
    public static StoredRelease ForCreate(Release release, DateTimeOffset now) => Make(release, ReleaseLabels.CreatedAt, now, "create");

    /// <summary>A record to replace the one that is there: <see cref="ReleaseLabels.CreatedAt"/> stays only where the release carries it.</summary>
    /// <exception cref="HelmException"><c>update: failed to encode release …</c>.</exception>
    public static StoredRelease ForUpdate(Release release, DateTimeOffset now) => Make(release, ReleaseLabels.ModifiedAt, now, "update");

    /// <summary>Reads an object's payload; the release gets the user's labels.</summary>
    /// <exception cref="HelmException"><c>get: failed to decode data …</c>.</exception>
    public static Release Read(string name, IReadOnlyDictionary<string, string>? labels, string payload)
    {
        try
        {
            return ReleaseCodec.Decode(payload) with { Labels = ReleaseLabels.FilterSystemLabels(labels) };
        }
        catch (HelmException exception)
        {
            throw new HelmException($"get: failed to decode data {GoTemplate.Formatting.GoQuote.Quote(name)}: {exception.Message}", exception);
        }
    }

    private static StoredRelease Make(Release release, string timeLabel, DateTimeOffset now, string verb)
    {
        ArgumentNullException.ThrowIfNull(release);
        Dictionary<string, string> labels = new(StringComparer.Ordinal) { [timeLabel] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
        foreach ((string key, string value) in release.Labels ?? new Dictionary<string, string>())
        {
            labels[key] = value;
        }

        labels[ReleaseLabels.Name] = release.Name;
        labels[ReleaseLabels.Owner] = ReleaseLabels.HelmOwner;
        labels[ReleaseLabels.Status] = release.Info?.Status ?? "";
        labels[ReleaseLabels.Version] = release.Version.ToString(CultureInfo.InvariantCulture);
        try
        {
            return new StoredRelease(Key(release.Name, release.Version), labels, ReleaseCodec.Encode(release));
        }
        catch (HelmException exception)
        {
            throw new HelmException($"{verb}: failed to encode release {GoTemplate.Formatting.GoQuote.Quote(release.Name)}: {exception.Message}", exception);
        }
    }
}
