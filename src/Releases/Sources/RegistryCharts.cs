using Steersman.Helm;
using Steersman.Helm.Registry;
using Steersman.Regex;
using Steersman.Semver;

namespace Steersman.Releases.Sources;

/// <summary>Charts of OCI registries.</summary>
internal sealed class RegistryCharts(ChartServers servers, ChartShelf shelf)
{
    public async Task<FetchedChart> FetchAsync(RegistryLocation location, CancellationToken cancellation)
    {
        OciReference named = Parse(location);
        Uri origin = OciRegistry.UrlOf(named, location.IsPlainHttp);
        using ChartServer server = await servers.OpenAsync(location, origin, cancellation);
#pragma warning disable CA2000 // it owns nothing: transport and certificates are the server's
        OciRegistry registry = servers.RegistryOf(server, origin, location.IsPlainHttp);
#pragma warning restore CA2000
        OciReference reference = await ResolveAsync(location, named, registry, cancellation);
        OciChart found = await registry.FindAsync(reference, cancellation);
        ChartForm form = location.TracksDigest ? ChartForm.Tracking(found.ManifestDigest) : ChartForm.Plain;
        FetchedChart fetched = await shelf.GetAsync(location, found.ArchiveDigest, form, () => registry.PullAsync(found, cancellation));
        if (!reference.IsDigest)
        {
            ChartVersionCheck.AgainstTag(fetched.Chart, reference.Reference);
        }

        return location.TracksDigest || location.Owner is null ? fetched with { OciDigest = found.ManifestDigest } : fetched;
    }

    private static OciReference Parse(RegistryLocation location)
    {
        try
        {
            return OciReference.ParseChart(location.Url).Reference;
        }
        catch (HelmException exception)
        {
            throw new ChartSourceException($"{location.Field("url")}: {exception.Message}", exception);
        }
    }

    private static async Task<OciReference> ResolveAsync(RegistryLocation location, OciReference named, OciRegistry registry, CancellationToken cancellation)
    {
        if (location.Digest is { } digest)
        {
            return Digest.Validate(digest) is { } error ? throw new ChartSourceException($"{location.Field("digest")}: {error}") : named with { Reference = digest };
        }

        if (location.Tag is { } tag)
        {
            return named with { Reference = tag.Replace('+', '_') };
        }

        if (location.TracksDigest)
        {
            return named with { Reference = await HighestTagAsync(location, named, registry, cancellation) };
        }

        try
        {
            ChartReference chosen = await ChartReferenceResolver.ResolveAsync(location.Url, location.Version, registry, cancellation);
            return chosen.ToPull();
        }
        catch (HelmException exception) when (exception is not RegistryStatusException and not RegistryTrustException)
        {
            throw new ChartSourceException($"{location.Field("version")}: {exception.Message} ({location.Url})", exception);
        }
    }

    // Flux's OCIRepository: the highest of the tags that pass the filter and the range.
    private static async Task<string> HighestTagAsync(RegistryLocation location, OciReference named, OciRegistry registry, CancellationToken cancellation)
    {
        if (!SemConstraint.TryNewConstraint(location.Version, out SemConstraint? range, out string? error))
        {
            throw new ChartSourceException($"{location.Field("ref.semver")}: {error}");
        }

        GoRegex? filter;
        try
        {
            filter = location.TagFilter is { } pattern ? GoRegex.Compile(pattern) : null;
        }
        catch (RegexSyntaxException exception)
        {
            throw new ChartSourceException($"{location.Field("ref.semverFilter")}: {exception.Message}", exception);
        }

        (SemVersion Version, string Tag)? highest = null;
        foreach (string tag in await registry.TagsAsync(named, cancellation))
        {
            if (filter?.MatchString(tag, cancellation) != false && SemVersion.TryNewVersion(tag.Replace('_', '+'), out SemVersion? version, out _) && range.Check(version)
                && (highest is null || version.GreaterThan(highest.Value.Version)))
            {
                highest = (version, tag);
            }
        }

        return highest?.Tag ?? throw new ChartSourceException($"{location.Field("ref.semver")}: no tag of {location.Url} matches {location.Version}");
    }
}
