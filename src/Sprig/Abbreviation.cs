namespace Steersman.Sprig;

/// <summary>The abbreviations of Masterminds/goutils, which count bytes.</summary>
internal static class Abbreviation
{
    private const string Marker = "...";

    /// <summary>Sprig's <c>abbrev</c> with an offset; a width below 4 leaves the text.</summary>
    public static string Of(string text, int offset, int width) => width < 4 ? text : ByteText.ToText(Shorten(ByteText.From(text), offset, width));

    /// <summary>Sprig's <c>abbrevboth</c>.</summary>
    public static string OfBoth(string text, int left, int right) => right < 4 || (left > 0 && right < 7) ? text : Of(text, left, right);

    private static string Shorten(string bytes, int offset, int width)
    {
        if (bytes.Length <= width)
        {
            return bytes;
        }

        int kept = width - Marker.Length;
        offset = Math.Min(offset, bytes.Length);
        if (bytes.Length - offset < kept)
        {
            offset = bytes.Length - kept;
        }

        if (offset <= 4)
        {
            return bytes[..kept] + Marker;
        }

        if (width < 7)
        {
            return "";    // sprig drops goutils' error
        }

        // What is left may be too narrow for a mark of its own: goutils then gives nothing.
        return offset + kept < bytes.Length
            ? Marker + (kept < 4 ? "" : Shorten(bytes[offset..], 0, kept))
            : Marker + bytes[^kept..];
    }
}
