using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Parsing;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary>The parsed templates of charts, kept as long as their files are.</summary>
internal static class ParsedFiles
{
    private static readonly ConditionalWeakTable<ChartFile, ParsedFile> Known = [];

    /// <summary>The template of a file under a path; another path, as an alias gives it, is parsed anew.</summary>
    /// <exception cref="ParseException">The text is no template.</exception>
    public static ParsedTemplate Get(string path, ChartFile file)
    {
        if (Known.TryGetValue(file, out ParsedFile? known) && known.Path == path)
        {
            return known.Template;
        }

        ParsedTemplate template = TemplateParser.Parse(path, file.Text, HelmFunctions.Map);
        Known.AddOrUpdate(file, new ParsedFile(path, template));
        return template;
    }

    private sealed record ParsedFile(string Path, ParsedTemplate Template);
}
