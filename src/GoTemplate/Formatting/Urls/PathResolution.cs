namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>Paths of URLs: dot segments and joining.</summary>
internal static class PathResolution
{
    /// <summary>A reference's path seen from a base path, without dot segments.</summary>
    public static string Resolve(string basePath, string reference)
    {
        string full = reference.Length == 0
            ? basePath
            : reference[0] == '/' ? reference : string.Concat(basePath.AsSpan(0, basePath.LastIndexOf('/') + 1), reference);
        if (full.Length == 0)
        {
            return "";
        }

        List<string> kept = [];
        string[] elements = full.Split('/');
        foreach (string element in elements)
        {
            switch (element)
            {
                case ".":
                    break;
                case "..":
                    if (kept.Count > 0)
                    {
                        kept.RemoveAt(kept.Count - 1);
                    }

                    break;
                default:
                    // A dot before it makes an empty first element count.
                    kept.Add(element);
                    break;
            }
        }

        string resolved = "/" + string.Join('/', kept) + (elements[^1] is "." or ".." ? "/" : "");
        return resolved.Length > 1 && resolved[1] == '/' ? resolved[1..] : resolved;
    }

    /// <summary>Go's <c>path.Join</c> of elements, the first of which begins with a slash.</summary>
    public static string Join(IReadOnlyList<string> elements)
    {
        List<string> kept = [];
        foreach (string element in elements.SelectMany(element => element.Split('/')))
        {
            if (element == "..")
            {
                if (kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }
            }
            else if (element is not ("" or "."))
            {
                kept.Add(element);
            }
        }

        return "/" + string.Join('/', kept);
    }
}
