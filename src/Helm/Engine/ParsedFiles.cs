using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Parsing;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary>The parsed templates of charts, kept as long as their files are.</summary>
internal static class ParsedFiles
{
    private static readonly ConditionalWeakTable<ChartFile, ConcurrentDictionary<string, ParsedFile>> Known = [];

    /// <summary>The template of a file under a path. Each alias of a chart gives its files a path of their own, which their errors and templates name.</summary>
    /// <exception cref="ParseException">The text is no template.</exception>
    public static ParsedFile Get(string path, ChartFile file)
    {
        ConcurrentDictionary<string, ParsedFile> paths = Known.GetValue(file, static _ => new ConcurrentDictionary<string, ParsedFile>(1, 1, StringComparer.Ordinal));
        return paths.TryGetValue(path, out ParsedFile? known)
            ? known
            : paths.GetOrAdd(path, new ParsedFile(TemplateParser.Parse(path, file.Text, HelmFunctions.Map), ActionLength(file.Text)));
    }

    private static int ActionLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        for (int begin = text.IndexOf("{{", StringComparison.Ordinal); begin >= 0; begin = text.IndexOf("{{", StringComparison.Ordinal))
        {
            text = text[begin..];
            int end = text.IndexOf("}}", StringComparison.Ordinal);
            end = end < 0 ? text.Length : end + 2;
            length += end;
            text = text[end..];
        }

        return length;
    }
}
