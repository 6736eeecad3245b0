using System.Globalization;
using System.Text.Json;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Releases.Storage;

/// <summary>What is kept of a Secret's metadata: its version, and for a release Secret which revision of which release it holds.</summary>
/// <param name="ResourceVersion">Of the Secret.</param>
/// <param name="Release">Name of the release; null for every other Secret.</param>
/// <param name="Revision">The revision; null for every other Secret.</param>
public sealed record ReleaseSecretFact(string ResourceVersion, string? Release, RevisionSummary? Revision)
{
    /// <summary>Reads the metadata of a Secret (<c>PartialObjectMetadata</c>).</summary>
    public static ReleaseSecretFact Decode(JsonElement resource)
    {
        JsonElement metadata = resource.Field("metadata"u8) ?? default;
        string version = metadata.Text("resourceVersion"u8) ?? "";
        JsonElement labels = metadata.Field("labels"u8) ?? default;
        if (labels.Text("owner"u8) != "helm" || labels.Text("name"u8) is not { } name
            || (Numbered(metadata.Text("name"u8), name) ?? Number(labels.Text("version"u8))) is not { } revision)
        {
            return new ReleaseSecretFact(version, null, null);
        }

        DateTimeOffset? written = Seconds(labels.Text("modifiedAt"u8)) ?? Seconds(labels.Text("createdAt"u8)) ?? KubernetesTime.Parse(metadata.Text("creationTimestamp"u8));
        JsonElement annotations = metadata.Field("annotations"u8) ?? default;
        OperationRecord? record = OperationRecord.Parse(annotations.Text("steersman.dev/operation"u8));
        bool isGood = annotations.Text("steersman.dev/good"u8) is not null;
        return new ReleaseSecretFact(version, name, new RevisionSummary(revision, labels.Text("status"u8) ?? "", version, record, written) { IsGood = isGood });
    }

    // The name decides, as for whoever reads the Secret by it: a label is changed more easily.
    private static int? Numbered(string? secret, string release) =>
        secret is not null && StoredRelease.Key(release, 0)[..^1] is var prefix && secret.StartsWith(prefix, StringComparison.Ordinal) ? Number(secret.AsSpan(prefix.Length)) : null;

    private static int? Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static DateTimeOffset? Seconds(string? label) =>
        long.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
