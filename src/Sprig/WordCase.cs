using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Sprig;

/// <summary>The cases of words of huandu/xstrings 1.5: snake, kebab and Pascal.</summary>
internal static class WordCase
{
    /// <summary>xstrings' <c>ToPascalCase</c>: connectors go, the letter behind each is upper case; connectors at the beginning and all but one of a row stay.</summary>
    public static string ToPascalCase(string text)
    {
        int[] runes = Decode(text);
        StringBuilder result = new(text.Length);
        int at = 0;
        while (at < runes.Length && IsConnector(runes[at]))
        {
            Runes.Append(result, runes[at++]);
        }

        if (at == runes.Length)
        {
            // Nothing but connectors: the last one is written twice.
            if (at > 0)
            {
                Runes.Append(result, runes[at - 1]);
            }

            return result.ToString();
        }

        bool firstUpper = GoUnicode.IsUpper(runes[at]);
        int pending = GoUnicode.ToUpper(runes[at++]);
        for (; at < runes.Length; at++)
        {
            int rune = runes[at];
            if (IsConnector(rune) && IsConnector(pending))
            {
                Runes.Append(result, pending);
            }
            else if (IsConnector(pending))
            {
                firstUpper = GoUnicode.IsUpper(rune);
                rune = GoUnicode.ToUpper(rune);
            }
            else
            {
                if (firstUpper && GoUnicode.IsUpper(rune))
                {
                    rune = GoUnicode.ToLower(rune);
                }
                else
                {
                    firstUpper = false;
                }

                Runes.Append(result, pending);
            }

            pending = rune;
        }

        Runes.Append(result, pending);
        return result.ToString();
    }

    /// <summary>xstrings' <c>ToSnakeCase</c> and <c>ToKebabCase</c>.</summary>
    public static string ToLowerCase(string text, char connector)
    {
        StringBuilder result = new(text.Length + 8);
        WordReader words = new(Runes.Of(text));
        Word word = words.Next();
        while (!words.AtEnd)
        {
            if (word.Kind is not WordKind.Connector)
            {
                AppendLower(result, word, connector);
            }

            Word previous = word;
            word = words.Next();
            switch (previous.Kind)
            {
                case WordKind.Number:
                    word = AppendTail(result, words, word, connector);
                    if (word.Kind is not (WordKind.None or WordKind.Punctuation or WordKind.Connector))
                    {
                        result.Append(connector);
                    }

                    break;
                case WordKind.Connector:
                    AppendLower(result, previous, connector);
                    break;
                case WordKind.Punctuation:
                    break;
                default:
                    word = AppendNumber(result, words, word, connector);
                    break;
            }
        }

        AppendLower(result, word, connector);
        return result.ToString();
    }

    /// <summary>A number belongs to the word before it (bld4_floor), or to small letters behind it (http_2xx).</summary>
    private static Word AppendNumber(StringBuilder result, WordReader words, Word word, char connector)
    {
        if (word.Kind is not WordKind.Number)
        {
            if (word.Kind is not (WordKind.Connector or WordKind.Punctuation))
            {
                result.Append(connector);
            }

            return word;
        }

        if (words.AtEnd)
        {
            return word;
        }

        Word number = word;
        word = words.Next();
        if (word.Kind is not WordKind.Alphabet)
        {
            AppendLower(result, number, connector);
            if (word.Kind is not (WordKind.Connector or WordKind.Punctuation))
            {
                result.Append(connector);
            }

            return word;
        }

        result.Append(connector);
        AppendLower(result, number, connector);
        word = AppendTail(result, words, word, connector);
        if (word.Kind is not (WordKind.None or WordKind.Connector or WordKind.Punctuation))
        {
            result.Append(connector);
        }

        return word;
    }

    private static Word AppendTail(StringBuilder result, WordReader words, Word word, char connector)
    {
        while (word.Kind is WordKind.Alphabet or WordKind.Number)
        {
            AppendLower(result, word, connector);
            word = words.Next();
        }

        return word;
    }

    private static void AppendLower(StringBuilder result, Word word, char connector)
    {
        foreach (int rune in word.Runes.Span)
        {
            if (word.Kind is not (WordKind.Upper or WordKind.Connector))
            {
                Runes.Append(result, rune);
            }
            else if (IsConnector(rune))
            {
                result.Append(connector);
            }
            else
            {
                Runes.Append(result, rune < 0 ? GoUnicode.RuneError : GoUnicode.IsUpper(rune) ? GoUnicode.ToLower(rune) : rune);
            }
        }
    }

    internal static bool IsConnector(int rune) => rune is '-' or '_' || GoUnicode.IsSpace(rune);

    private static int[] Decode(string text)
    {
        int[] runes = Runes.Of(text);
        for (int index = 0; index < runes.Length; index++)
        {
            runes[index] = runes[index] < 0 ? GoUnicode.RuneError : runes[index];
        }

        return runes;
    }
}
