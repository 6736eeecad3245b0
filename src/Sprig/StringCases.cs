using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions that change the case of letters.</summary>
internal static class StringCases
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("upper", static (_, args) => Value.FromString(ToUpper(args[0].Text())), S),
        Of("lower", static (_, args) => Value.FromString(ToLower(args[0].Text())), S),
        Of("title", static (_, args) => Value.FromString(Title(args[0].Text())), S),
        Of("untitle", static (_, args) => Value.FromString(Uncapitalize(args[0].Text())), S),
        Of("swapcase", static (_, args) => Value.FromString(SwapCase(args[0].Text())), S),
        Of("snakecase", static (_, args) => Value.FromString(WordCase.ToLowerCase(args[0].Text(), '_')), S),
        Of("kebabcase", static (_, args) => Value.FromString(WordCase.ToLowerCase(args[0].Text(), '-')), S),
        Of("camelcase", static (_, args) => Value.FromString(WordCase.ToPascalCase(args[0].Text())), S),
    ];

    private static string ToUpper(string text) => System.Text.Ascii.IsValid(text) ? text.ToUpperInvariant() : Runes.Map(text, GoUnicode.ToUpper);

    private static string ToLower(string text) => System.Text.Ascii.IsValid(text) ? text.ToLowerInvariant() : Runes.Map(text, GoUnicode.ToLower);

    /// <summary>Go's <c>strings.Title</c>.</summary>
    private static string Title(string text)
    {
        int previous = ' ';
        return Runes.Map(text, rune =>
        {
            int mapped = IsSeparator(previous) ? GoUnicode.ToTitle(rune) : rune;
            previous = rune;
            return mapped;
        });
    }

    private static bool IsSeparator(int rune) => rune <= 0x7F
        ? !char.IsAsciiLetterOrDigit((char)rune) && rune != '_'
        : !GoUnicode.IsLetter(rune) && !GoUnicode.IsDigit(rune) && GoUnicode.IsSpace(rune);

    private static string Uncapitalize(string text)
    {
        bool next = true;
        return Runes.Map(text, rune =>
        {
            if (GoUnicode.IsSpace(rune))
            {
                next = true;
                return rune;
            }

            int mapped = next ? GoUnicode.ToLower(rune) : rune;
            next = false;
            return mapped;
        });
    }

    private static string SwapCase(string text)
    {
        bool blank = true;
        return Runes.Map(text, rune =>
        {
            if (GoUnicode.IsUpper(rune) || GoUnicode.IsTitle(rune))
            {
                blank = false;
                return GoUnicode.ToLower(rune);
            }

            if (GoUnicode.IsLower(rune))
            {
                int mapped = blank ? GoUnicode.ToTitle(rune) : GoUnicode.ToUpper(rune);
                blank = false;
                return mapped;
            }

            blank = GoUnicode.IsSpace(rune);
            return rune;
        });
    }
}
