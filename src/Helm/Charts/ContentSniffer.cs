namespace Steersman.Helm.Charts;

/// <summary>Go's <c>http.DetectContentType</c> as Helm calls it: on a buffer of 512 bytes that is padded with zeros.</summary>
internal static class ContentSniffer
{
    private const int Length = 512;

    private static readonly string[] HtmlTags =
    [
        "<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B", "<BODY", "<BR", "<P", "<!--",
    ];

    private static readonly (byte[] Start, string Type)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ("%!PS-Adobe-"u8.ToArray(), "application/postscript"),
        ([0xFE, 0xFF], "text/plain; charset=utf-16be"),
        ([0xFF, 0xFE], "text/plain; charset=utf-16le"),
        ([0xEF, 0xBB, 0xBF], "text/plain; charset=utf-8"),
        ([0x00, 0x00, 0x01, 0x00], "image/x-icon"),
        ([0x00, 0x00, 0x02, 0x00], "image/x-icon"),
        ("BM"u8.ToArray(), "image/bmp"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ("OggS\0"u8.ToArray(), "application/ogg"),
        ("MThd\0\0\0\u0006"u8.ToArray(), "audio/midi"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ([0x00, 0x01, 0x00, 0x00], "font/ttf"),
        ("OTTO"u8.ToArray(), "font/otf"),
        ("ttcf"u8.ToArray(), "font/collection"),
        ("wOFF"u8.ToArray(), "font/woff"),
        ("wOF2"u8.ToArray(), "font/woff2"),
        ([0x1F, 0x8B, 0x08], "application/x-gzip"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00], "application/x-rar-compressed"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00], "application/x-rar-compressed"),
        ([0x00, 0x61, 0x73, 0x6D], "application/wasm"),
    ];

    /// <summary>The media type of a content by its first bytes.</summary>
    public static string Detect(ReadOnlySpan<byte> content)
    {
        Span<byte> data = stackalloc byte[Length];
        data.Clear();
        content[..Math.Min(Length, content.Length)].CopyTo(data);

        ReadOnlySpan<byte> text = data.TrimStart("\t\n\f\r "u8);
        foreach (string tag in HtmlTags)
        {
            if (StartsWithTag(text, tag))
            {
                return "text/html; charset=utf-8";
            }
        }

        if (text.StartsWith("<?xml"u8))
        {
            return "text/xml; charset=utf-8";
        }

        foreach ((byte[] start, string type) in Signatures)
        {
            if (data.StartsWith(start))
            {
                return type;
            }
        }

        bool isBinary = text.ContainsAnyInRange((byte)0x00, (byte)0x08) || text.ContainsAnyInRange((byte)0x0E, (byte)0x1A) || text.ContainsAnyInRange((byte)0x1C, (byte)0x1F)
            || text.Contains((byte)0x0B);
        return isBinary ? "application/octet-stream" : "text/plain; charset=utf-8";
    }

    private static bool StartsWithTag(ReadOnlySpan<byte> text, string tag)
    {
        if (text.Length <= tag.Length)
        {
            return false;
        }

        for (int index = 0; index < tag.Length; index++)
        {
            if (char.ToUpperInvariant((char)text[index]) != tag[index])
            {
                return false;
            }
        }

        return text[tag.Length] is (byte)' ' or (byte)'>';
    }
}
