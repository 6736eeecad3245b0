using System.Text;
using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;
using Steersman.Regex;

namespace Steersman.Operator.Cli.Template;

/// <summary>Takes from the text of a release what comes from certain templates (<c>--show-only</c>).</summary>
internal static class ShownTemplates
{
    private static readonly GoRegex Source = GoRegex.Compile("# Source: [^/]+/(.+)");

    /// <summary>The documents whose path in the chart fits one of the patterns, in the order of the patterns.</summary>
    /// <exception cref="CommandException">No document fits one of them.</exception>
    public static string Of(string text, IEnumerable<string> patterns)
    {
        (string? Path, string Document)[] documents = [.. ManifestText.Split(text).Select(document => (Source.FindStringSubmatch(document)?[1], document))];
        StringBuilder shown = new();
        foreach (string pattern in patterns)
        {
            bool isMissing = true;
            foreach ((string? path, string document) in documents)
            {
                if (path is not null && IsMatch(pattern, path))
                {
                    shown.Append("---\n").Append(document).Append('\n');
                    isMissing = false;
                }
            }

            if (isMissing)
            {
                throw new CommandException($"could not find template {pattern} in chart");
            }
        }

        return shown.ToString();
    }

    private static bool IsMatch(string pattern, string path)
    {
        try
        {
            return PathPattern.Match(pattern, path);
        }
        catch (Helm.HelmException)
        {
            return false; // a malformed pattern fits nothing
        }
    }
}
