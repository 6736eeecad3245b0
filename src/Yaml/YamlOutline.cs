using System.Diagnostics.CodeAnalysis;
using Steersman.Yaml.Outline;

namespace Steersman.Yaml;

/// <summary>Takes entries of a document's outermost map out of the text, so that the rest need not be read.</summary>
/// <remarks>Safe for use by several threads. Time is linear in the text.</remarks>
public static class YamlOutline
{
    /// <summary>
    /// Picks the entries of some keys. It only does so where every line shows that <see cref="YamlReader"/> accepts the document: block style, common scalars, no anchors and no tags, as nearly all
    /// rendered documents are written.
    /// </summary>
    /// <param name="document">The text, one document.</param>
    /// <param name="keys">The wanted keys; a key that differs in letter case only is wanted too.</param>
    /// <param name="entries">The entries as they are written, in their order; empty where there are none. Null where nothing can be said.</param>
    /// <returns>False where the whole document must be read, be it valid or not.</returns>
    public static bool TryPick(string document, ReadOnlySpan<string> keys, [NotNullWhen(true)] out string? entries)
    {
        ArgumentNullException.ThrowIfNull(document);
        Span<Level> levels = stackalloc Level[OutlineReader.MaxDepth];
        OutlineReader reader = new(document, keys, levels);
        entries = reader.TryRead() ? reader.Picked(document) : null;
        return entries is not null;
    }
}
