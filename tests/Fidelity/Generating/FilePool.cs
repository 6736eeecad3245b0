using System.Text.Json.Nodes;

namespace Steersman.Fidelity.Generating;

/// <summary>The files of a chart that a template may read.</summary>
internal static class FilePool
{
    private static readonly KeyValuePair<string, string>[] All =
    [
        new("a.txt", "first\nsecond\n"),
        new("b.yaml", "a: 1\nb: [x, \"y\"]\n"),
        new("sub/c.json", "{\"k\": \"<v>\"}"),
        new("empty", ""),
        new("crlf.txt", "one\r\ntwo\r\n\r\n"),
        new("utf8.txt", "\u00e9\u4e16 {{ .x }}\n\n"),
    ];

    /// <summary>Of templates that may print all they see.</summary>
    private const int OneIn = 3;

    /// <summary>The files for a template; null where it speaks of none.</summary>
    public static JsonObject? For(string template) =>
        template.Contains("Files", StringComparison.Ordinal) || (template.Contains(" . ", StringComparison.Ordinal) && template.Length % OneIn == 0)
            ? new JsonObject(All.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value)))
            : null;
}
