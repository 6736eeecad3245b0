using System.Text;

namespace Steersman.Helm.Manifests;

/// <summary>Texts of many documents: taken apart, and put together as release records hold them.</summary>
public static class ManifestText
{
    private const string Separator = "---";

    /// <summary>The documents of a text (Helm's <c>SplitManifests</c>): a separator is <c>---</c> at the start of a line, whatever follows it; blank documents are left out.</summary>
    /// <remarks>A document keeps its trailing newlines and loses the blanks before it, the indentation of its first line included.</remarks>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> documents = [];
        ReadOnlySpan<char> rest = text;
        rest = rest.TrimStart();
        int start = 0;
        int line = rest.StartsWith(Separator) ? 0 : NextSeparator(rest, 0);
        while (line >= 0)
        {
            Add(documents, text, rest[start..line]);
            start = line + Separator.Length;
            start += rest[start..].IndexOfAnyExcept(' ', '\t') is >= 0 and int blanks ? blanks : rest.Length - start;
            line = NextSeparator(rest, start);
        }

        Add(documents, text, rest[start..]);
        return documents;
    }

    /// <summary>The text of a release's manifest: each document behind <c>---</c> and the path of its template.</summary>
    public static string Join(IEnumerable<Manifest> manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        StringBuilder text = new();
        foreach (Manifest manifest in manifests)
        {
            Append(text, manifest.Name, manifest.Content);
        }

        return text.ToString();
    }

    internal static void Append(StringBuilder text, string path, string content) => text.Append("---\n# Source: ").Append(path).Append('\n').Append(content).Append('\n');

    /// <summary>Where the next separator behind <paramref name="from"/> begins; -1 where there is none.</summary>
    private static int NextSeparator(ReadOnlySpan<char> text, int from)
    {
        int found = text[from..].IndexOf("\n" + Separator);
        return found < 0 ? -1 : from + found + 1;
    }

    private static void Add(List<string> documents, string text, ReadOnlySpan<char> document)
    {
        ReadOnlySpan<char> trimmed = document.TrimStart();
        if (trimmed.Length > 0)
        {
            documents.Add(trimmed.Length == text.Length ? text : trimmed.ToString());
        }
    }
}
