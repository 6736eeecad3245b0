namespace Steersman.Helm.PostRendering;

/// <summary>Streams of documents as kyaml takes them apart (kio's <c>splitDocuments</c>).</summary>
internal static class DocumentStream
{
    private const string Separator = "---";

    /// <summary>The documents of a text, blank ones included; none for an empty text.</summary>
    /// <exception cref="HelmException">Something but a comment stands behind a separator.</exception>
    public static string[] Split(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        List<string> documents = [];
        int start = 0;
        for (int line = text.IndexOf('\n'); line >= 0; line = text.IndexOf('\n', line + 1))
        {
            int end = text.IndexOf('\n', line + 1);
            if (end < 0 || string.CompareOrdinal(text, line + 1, Separator, 0, Separator.Length) != 0)
            {
                continue;
            }

            string behind = text[(line + 1 + Separator.Length)..end].Trim();
            if (behind.Length > 0 && behind[0] != '#')
            {
                throw new HelmException($"invalid document separator: {text[(line + 1)..end].Trim()}");
            }

            documents.Add(text[start..(line + 1)]);
            start = end + 1;
            line = end - 1;
        }

        documents.Add(text[Math.Min(start, text.Length)..]);
        return [.. documents];
    }
}
