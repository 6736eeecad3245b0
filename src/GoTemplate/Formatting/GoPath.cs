namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's package <c>path</c>: slash-separated paths. On Linux <c>path/filepath</c> gives the same answers.</summary>
public static class GoPath
{
    /// <summary>Go's <c>Clean</c>: the shortest equal path, "." for an empty one.</summary>
    public static string Clean(string path)
    {
        bool rooted = path.StartsWith('/');
        List<string> parts = [];
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part is ".." && parts.Count > 0 && parts[^1] is not "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ".." || !rooted)
            {
                parts.Add(part);
            }
        }

        string joined = string.Join('/', parts);
        return rooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }

    /// <summary>Go's <c>Join</c>: empty elements do not count; nothing at all gives "".</summary>
    public static string Join(params ReadOnlySpan<string> elements)
    {
        List<string> parts = [];
        foreach (string element in elements)
        {
            if (element.Length > 0)
            {
                parts.Add(element);
            }
        }

        return parts.Count == 0 ? "" : Clean(string.Join('/', parts));
    }

    /// <summary>Go's <c>Base</c>: the last element, "." for an empty path, "/" for slashes only.</summary>
    public static string Base(string path)
    {
        if (path.Length == 0)
        {
            return ".";
        }

        string trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    /// <summary>Go's <c>Dir</c>: all but the last element, cleaned.</summary>
    public static string Dir(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    /// <summary>Go's <c>Ext</c>: from the last dot of the last element on.</summary>
    public static string Ext(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot < 0 || path.IndexOf('/', dot) >= 0 ? "" : path[dot..];
    }

    /// <summary>Go's <c>IsAbs</c>.</summary>
    public static bool IsAbs(string path) => path.StartsWith('/');
}
