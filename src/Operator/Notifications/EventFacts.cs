using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Notifications;

/// <summary>What events tell beside their message, under Flux's names.</summary>
internal static class EventFacts
{
    /// <summary>Group of Flux's own keys.</summary>
    public const string FluxGroup = "helm.toolkit.fluxcd.io";

    // Annotations of a HelmRelease that its events carry on.
    private const string OfEvents = "event.toolkit.fluxcd.io/";
    private const int MaxCopied = 20;
    private const int MaxLength = 1024;

    /// <summary>Version of the chart, version of the app, and digests of the values and of the OCI artifact of the last attempt; and what the HelmRelease itself says about its events.</summary>
    /// <param name="release">The HelmRelease.</param>
    /// <param name="group">Group of the keys.</param>
    public static Dictionary<string, string> Of(HelmRelease release, string group)
    {
        HelmReleaseStatus status = release.CurrentStatus;
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        Add("revision", status.LastAttemptedRevision ?? status.Release?.Version);
        Add("token", status.LastAttemptedConfigDigest);
        Add("oci-digest", status.LastAttemptedRevisionDigest);
        Add("app-version", status.Release?.AppVersion);
        foreach ((string name, string value) in release.Metadata.Annotations.Where(annotation => annotation.Key.StartsWith(OfEvents, StringComparison.Ordinal) && annotation.Value.Length <= MaxLength).Take(MaxCopied))
        {
            facts[name] = value;
        }

        return facts;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                facts[$"{group}/{name}"] = value;
            }
        }
    }
}
