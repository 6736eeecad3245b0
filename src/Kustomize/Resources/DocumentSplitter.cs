namespace Steersman.Kustomize.Resources;

/// <summary>Streams of documents as kyaml takes them apart (kio's <c>splitDocuments</c>).</summary>
internal static class DocumentSplitter
{
    private const string Separator = "\n---";

    /// <summary>The documents of a text, blank ones included; none for an empty text.</summary>
    /// <exception cref="KustomizeException">Something but a comment stands behind a separator.</exception>
    public static List<string> Split(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        List<string> documents = [];
        if (text.Length == 0)
        {
            return documents;
        }

        int start = 0;
        for (int at = text.IndexOf(Separator, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Separator, at, StringComparison.Ordinal))
        {
            int end = text.IndexOf('\n', at + 1);
            if (end < 0)
            {
                break;
            }

            ReadOnlySpan<char> behind = text.AsSpan(at + Separator.Length, end - at - Separator.Length).Trim();
            if (!behind.IsEmpty && behind[0] != '#')
            {
                throw new KustomizeException($"invalid document separator: {text.AsSpan(at, end - at).Trim()}");
            }

            documents.Add(text[start..(at + 1)]);
            start = end + 1;
            at = Math.Min(start, text.Length);
        }

        documents.Add(text[start..]);
        return documents;
    }
}
