namespace Steersman.Helm.Charts;

/// <summary>Go's package <c>path</c>: slash-separated paths, cleaned lexically.</summary>
public static class SlashPath
{
    /// <summary>Go's <c>path.Clean</c>: the shortest path that means the same; <c>.</c> for an empty one.</summary>
    public static string Clean(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool rooted = path.StartsWith('/');
        List<string> kept = [];
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part is not "..")
            {
                kept.Add(part);
            }
            else if (kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (!rooted)
            {
                kept.Add(part);
            }
        }

        string cleaned = string.Join('/', kept);
        return rooted ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }

    /// <summary>Go's <c>path.Join</c>: empty elements are left out and the result is cleaned; empty for no element.</summary>
    public static string Join(params ReadOnlySpan<string> elements)
    {
        string joined = "";
        foreach (string element in elements)
        {
            if (element.Length > 0)
            {
                joined = joined.Length == 0 ? element : joined + "/" + element;
            }
        }

        return joined.Length == 0 ? "" : Clean(joined);
    }

    /// <summary>Go's <c>path.Base</c>: the last element; <c>.</c> for an empty path, <c>/</c> for slashes alone.</summary>
    public static string Base(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            return ".";
        }

        string trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    /// <summary>Go's <c>path.Ext</c>: from the last dot of the last element on; empty without one.</summary>
    public static string Extension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int dot = path.LastIndexOf('.');
        return dot < 0 || dot < path.LastIndexOf('/') ? "" : path[dot..];
    }
}
