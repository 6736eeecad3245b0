using Steersman.GoTemplate.Formatting.Urls;
using Steersman.Semver;

namespace Steersman.Helm.Registry;

/// <summary>Chooses the version of a chart in a registry (Helm's <c>registry.Client.ValidateReference</c>).</summary>
public static class ChartReferenceResolver
{
    /// <summary>What a reference and a version, or a constraint, come to.</summary>
    /// <param name="reference">Begins with <c>oci://</c>; may have a tag and a digest.</param>
    /// <param name="version">A version or a constraint; "" takes the tag, or the highest release. A version is taken without asking the registry.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Ends the questions to the registry.</param>
    /// <exception cref="HelmException">There is no such version, or reference and version do not go together.</exception>
    public static async Task<ChartReference> ResolveAsync(string reference, string version, IRegistryTags registry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(registry);
        if (!GoUrl.TryParse(reference, out GoUrl? url, out string? error))
        {
            throw new HelmException(error);
        }

        (OciReference parsed, string digest) = OciReference.ParseChart(url.Host + url.Path);
        string tag = parsed.Reference;
        if (version.Length == 0)
        {
            version = tag;
        }
        else if (tag.Length > 0 && tag != version)
        {
            throw new HelmException($"chart reference and version mismatch: {version} is not {tag}");
        }

        if (digest.Length > 0)
        {
            return await ByDigestAsync(url, parsed, digest, version, registry, cancellationToken);
        }

        if (!SemVersion.TryNewVersion(version, out _, out _))
        {
            version = await ChooseAsync(reference, version, registry, cancellationToken);
        }

        return new ChartReference(At(url, $"/{parsed.Repository}:{version}"), "");
    }

    private static async Task<ChartReference> ByDigestAsync(
        GoUrl url,
        OciReference parsed,
        string digest,
        string version,
        IRegistryTags registry,
        CancellationToken cancellationToken)
    {
        if (version.Length == 0)
        {
            return new ChartReference(url.ToString(), "");
        }

        string pinned = At(url, $"/{parsed.Repository}@{digest}");
        // What the digest names need not be tagged; a tag that is there must agree.
        string? found = null;
        if (TryParse($"{parsed.Registry}/{parsed.Repository}:{version}") is { } tagged)
        {
            found = await registry.ResolveAsync(tagged, cancellationToken);
        }

        if (found is not null && found != digest)
        {
            throw new HelmException($"chart reference digest mismatch: {found} is not {digest}");
        }

        return new ChartReference(pinned, found is null ? "" : digest);
    }

    private static async Task<string> ChooseAsync(string reference, string version, IRegistryTags registry, CancellationToken cancellationToken)
    {
        OciReference repository = OciReference.Parse(OciReference.IsOci(reference) ? reference[(OciReference.Scheme.Length + 3)..] : reference);
        IReadOnlyList<string> versions = ChartTags.Versions(await registry.TagsAsync(repository, cancellationToken));
        return versions.Count > 0
            ? ChartTags.Match(versions, version)
            : throw new HelmException($"unable to locate any tags in provided repository: {reference}");
    }

    private static OciReference? TryParse(string reference)
    {
        try
        {
            return OciReference.Parse(reference);
        }
        catch (HelmException)
        {
            return null;
        }
    }

    private static string At(GoUrl url, string path) => (url with { Path = path, RawPath = "" }).ToString();
}
