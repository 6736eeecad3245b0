using System.Buffers;
using System.Runtime.InteropServices;
using Steersman.Yaml.Decoding;
using Steersman.Yaml.Scanning;

namespace Steersman.Yaml.Writing;

/// <summary>What may be done with the text of a scalar: libyaml's <c>yaml_emitter_analyze_scalar</c>, and go-yaml's choice of a style.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScalarAnalysis(bool IsMultiline, bool IsPlainAllowed, bool IsSingleQuotedAllowed, bool IsBlockAllowed)
{
    /// <summary>Texts of only these are plain, unless they stand for something else.</summary>
    private static readonly SearchValues<char> Harmless = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./$()+=;<~^\\");

    private static readonly SearchValues<char> DigitsAndUnderscore = SearchValues.Create("0123456789_");

    public static ScalarAnalysis Of(ReadOnlySpan<char> value, bool isV3)
    {
        if (value.IsEmpty)
        {
            return new ScalarAnalysis(IsMultiline: false, IsPlainAllowed: true, IsSingleQuotedAllowed: true, IsBlockAllowed: false);
        }

        if (value.IndexOfAnyExcept(Harmless) < 0)
        {
            return new ScalarAnalysis(IsMultiline: false, !value.StartsWith("..."), IsSingleQuotedAllowed: true, IsBlockAllowed: true);
        }

        return OfAny(value, isV3);
    }

    /// <summary>True where a plain scalar of this text would not be read as a string.</summary>
    public static bool LooksOtherwise(ReadOnlySpan<char> value) => ScalarResolver.Resolve(value, withTimestamps: true).Kind != ScalarKind.String || IsBase60(value);

    /// <summary>A printable character; the ones outside the basic plane are not, for go-yaml.</summary>
    public static bool IsPrintable(char c) => c is '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD' and not '\uFEFF');

    private static ScalarAnalysis OfAny(ReadOnlySpan<char> value, bool isV3)
    {
        bool indicators = value.StartsWith("---") || value.StartsWith("...");
        bool breaks = false;
        bool special = false;
        bool tabs = false;
        bool breakThenSpace = false;
        bool spaceThenBreak = false;
        bool afterSpace = false;
        bool afterBreak = false;
        bool afterWhite = true;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            bool beforeBlank = index + 1 == value.Length || YamlChars.IsBlank(value[index + 1]);
            indicators |= index == 0 ? IsLeadingIndicator(c, beforeBlank) : (c == ':' && beforeBlank) || (c == '#' && afterWhite);
            if (isV3 && c == '\t')
            {
                tabs = true;
            }
            else if (!IsPrintable(c))
            {
                special = true;
            }

            bool isBreak = YamlChars.IsBreak(c);
            breakThenSpace |= c == ' ' && afterBreak;
            spaceThenBreak |= isBreak && afterSpace;
            breaks |= isBreak;
            afterSpace = c == ' ';
            afterBreak = isBreak;
            afterWhite = YamlChars.IsBlankOrEnd(c);
        }

        bool edges = value[0] == ' ' || value[^1] == ' ' || breaks;
        bool unquotable = spaceThenBreak || special;
        return new ScalarAnalysis(
            breaks,
            !(edges || indicators || breakThenSpace || tabs || unquotable),
            !(breakThenSpace || tabs || unquotable),
            !(value[^1] == ' ' || unquotable));
    }

    private static bool IsLeadingIndicator(char c, bool beforeBlank) => c switch
    {
        '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => true,
        '?' or ':' or '-' => beforeBlank,
        _ => false,
    };

    /// <summary>Numbers to the base of 60, which YAML 1.1 knows and other readers obey: <c>^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$</c>.</summary>
    private static bool IsBase60(ReadOnlySpan<char> value)
    {
        if (!(value[0] is '+' or '-' || char.IsAsciiDigit(value[0])) || !value.Contains(':'))
        {
            return false;
        }

        ReadOnlySpan<char> rest = value[0] is '+' or '-' ? value[1..] : value;
        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0]))
        {
            return false;
        }

        int point = rest.IndexOf('.');
        if (point >= 0)
        {
            if (rest[(point + 1)..].IndexOfAnyExcept(DigitsAndUnderscore) >= 0)
            {
                return false;
            }

            rest = rest[..point];
        }

        int colon = rest.IndexOf(':');
        if (colon < 0 || rest[..colon].IndexOfAnyExcept(DigitsAndUnderscore) >= 0)
        {
            return false;
        }

        foreach (Range range in rest[(colon + 1)..].Split(':'))
        {
            ReadOnlySpan<char> part = rest[(colon + 1)..][range];
            bool isWell = part.Length == 1 ? char.IsAsciiDigit(part[0]) : part.Length == 2 && part[0] is >= '0' and <= '5' && char.IsAsciiDigit(part[1]);
            if (!isWell)
            {
                return false;
            }
        }

        return true;
    }
}
