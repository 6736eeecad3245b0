using System.Text;
using System.Text.RegularExpressions;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Makes texts of kubelets, registries and controllers fit for status and events: one line, bounded, and without credentials.</summary>
public static class CauseText
{
    /// <summary>The longest message in status.</summary>
    public const int MaxLength = 512;

    private const int MaxInput = 4096;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private static readonly Regex UserInfo = new(@"://[^/\s@""]+@", Linear);
    private static readonly Regex Bearer = new(@"\b(?<scheme>bearer|basic)\s+[a-z0-9+/=._~-]{8,}", Linear);
    private static readonly Regex Parameter = new(
        @"\b(?<name>token|access_token|refresh_token|password|passwd|pwd|secret|client_secret|signature|sig|account|x-amz-[a-z-]+|x-goog-[a-z-]+)=[^&\s""]+",
        Linear);

    /// <summary>Cleans a text; null reads as empty.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string line = OneLine(text.Length > MaxInput ? text[..MaxInput] : text);
        line = UserInfo.Replace(line, "://***@");
        line = Bearer.Replace(line, "${scheme} ***");
        line = Parameter.Replace(line, "${name}=***");
        return Cut(line);
    }

    /// <summary>Cuts to <see cref="MaxLength"/> characters, never inside a surrogate pair.</summary>
    internal static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        int end = MaxLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    private static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (char character in text)
        {
            bool isBlank = char.IsControl(character) || char.IsWhiteSpace(character);
            if (!isBlank)
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
