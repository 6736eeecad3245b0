using Steersman.GoTemplate.Formatting.Urls;

namespace Steersman.Helm.Registry;

/// <summary>URLs of chart repositories.</summary>
public static class RepositoryUrl
{
    /// <summary>Helm's <c>repo.ResolveReferenceURL</c>: a reference of an index seen from the repository, whose query it keeps; an absolute one stays as it is.</summary>
    /// <exception cref="HelmException">One of the two is no URL.</exception>
    public static string Resolve(string repositoryUrl, string reference)
    {
        GoUrl parsed = Parse(reference);
        if (parsed.IsAbs)
        {
            return reference;
        }

        GoUrl repository = Parse(repositoryUrl);
        // A trailing slash, or the last element of the path would be left out.
        GoUrl folder = repository with { Path = WithSlash(repository.Path), RawPath = WithSlash(repository.RawPath) };
        return (folder.ResolveReference(parsed) with { RawQuery = repository.RawQuery }).ToString();
    }

    private static string WithSlash(string path) => path.EndsWith('/') ? path : path + "/";

    private static GoUrl Parse(string text) =>
        GoUrl.TryParse(text, out GoUrl? url, out string? error) ? url : throw new HelmException($"failed to parse {text} as URL: {error}");
}
