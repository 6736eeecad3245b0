using System.Globalization;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Manifests;

namespace Steersman.Helm.Releases;

/// <summary>Flux's view of a record.</summary>
internal sealed partial class ReleaseJson
{
    /// <summary>The JSON of the view, and a line end.</summary>
    /// <exception cref="GoJsonException">A value is none that JSON can hold.</exception>
    public static string WriteObservation(Release release, string? ociDigest)
    {
        ReleaseJson json = new();
        json.Object(() => json.Observation(release, ociDigest));
        return json._text.Append('\n').ToString();
    }

    // Nothing of it is left out, not even what is empty, but the digest of an artifact that there is not.
    private void Observation(Release release, string? ociDigest)
    {
        Always("name", release.Name);
        Raw("version", release.Version.ToString(CultureInfo.InvariantCulture));
        Object("info", () => Info(release.Info ?? new ReleaseInfo()));
        Object("chartMetadata", () =>
        {
            if (release.Chart?.Metadata is { } metadata)
            {
                Metadata(metadata);
            }
        });
        Raw("config", release.Config is { Count: > 0 } config ? GoJson.Write(Value.FromMap(config)) : "null");
        Always("manifest", release.Manifest);
        Hook[] hooks = [.. (release.Hooks ?? []).Where(hook => hook.Events?.Contains(HookEvents.Test, StringComparer.Ordinal) != true)];
        List("hooks", hooks.Length == 0 ? null : hooks, hook => Object(() => Hook(hook)));
        Always("namespace", release.Namespace);
        if (!string.IsNullOrEmpty(ociDigest))
        {
            Always("ociDigest", ociDigest);
        }
    }
}
