namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Tells from the text of a failed pull what is wrong: the image, the credentials, or something that may pass.</summary>
internal static class PullFailure
{
    private static readonly string[] Transient =
    [
        "toomanyrequests", "too many requests", "rate limit", "timeout", "timed out", "deadline exceeded", "tls:", "tls handshake", "x509",
        "no such host", "server misbehaving", "temporary failure in name resolution", "connection refused", "connection reset", "broken pipe",
        "network is unreachable", "no route to host", "unexpected eof", "internal server error", "bad gateway", "service unavailable", "gateway time",
        "status 500", "status 502", "status 503", "status 504", "status code 500", "status code 502", "status code 503", "status code 504",
        "context canceled", "no space left on device",
    ];

    private static readonly string[] NotFound =
    [
        "not found", "manifest unknown", "manifest_unknown", "name unknown", "name_unknown", "repository does not exist", "no match for platform",
        "no matching manifest", "invalid reference",
    ];

    // Bare numbers are not asked for: digests are full of them.
    private static readonly string[] Auth =
    [
        "unauthorized", "denied", "authentication required", "no basic auth credentials", "insufficient_scope", "forbidden", "status 401", "status 403",
        "status code 401", "status code 403", "status code: 401", "status code: 403", "http 401", "http 403",
    ];

    /// <summary>ImageNotFound, ImageAuth, or ImageTransient, which is also what an unknown text is.</summary>
    /// <param name="text">The text of ErrImagePull.</param>
    /// <param name="image">The image's name, whose words are not the registry's.</param>
    public static CauseCode Classify(string text, string image)
    {
        string words = Without(text, image);
        if (Contains(words, Transient))
        {
            return CauseCode.ImageTransient;
        }

        // "pull access denied, repository does not exist or may require authorization" is what Docker Hub says of a wrong name.
        return Contains(words, NotFound) ? CauseCode.ImageNotFound : Contains(words, Auth) ? CauseCode.ImageAuth : CauseCode.ImageTransient;
    }

    // The name stands in the text in several forms: as written, with registry and library in front, and in URLs as repository and tag.
    private static string Without(string text, string image)
    {
        if (image.Length == 0)
        {
            return text;
        }

        int slash = image.LastIndexOf('/');
        int colon = image.LastIndexOf(':');
        string repository = colon > slash ? image[..colon] : image;
        string tag = colon > slash ? image[(colon + 1)..] : "";
        string left = text.Replace(image, " ", StringComparison.OrdinalIgnoreCase).Replace(repository, " ", StringComparison.OrdinalIgnoreCase);
        return tag.Length > 2 ? left.Replace($"/{tag}", " ", StringComparison.OrdinalIgnoreCase).Replace($":{tag}", " ", StringComparison.OrdinalIgnoreCase) : left;
    }

    private static bool Contains(string text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
