using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Sprig;

/// <summary>Cuts a text into words as huandu/xstrings 1.5 does.</summary>
internal sealed class WordReader(int[] runes)
{
    private int _at;

    public bool AtEnd => _at == runes.Length;

    /// <summary>The next word; of kind <see cref="WordKind.None"/> at the end.</summary>
    public Word Next()
    {
        if (AtEnd)
        {
            return default;
        }

        int start = _at;
        int first = runes[_at++];
        WordKind kind = KindOf(first);
        switch (kind)
        {
            case WordKind.Upper:
                ReadUpper(start);
                break;
            case WordKind.Alphabet:
                SkipWhile(IsSmallLetter);
                break;
            default:
                SkipWhile(rune => KindOf(rune) == kind);
                break;
        }

        return new Word(kind, runes.AsMemory(start, _at - start));
    }

    /// <summary>One upper-case letter with the small ones behind it, or a row of upper-case ones without the last, which begins a word (HTTPStatus).</summary>
    private void ReadUpper(int start)
    {
        if (AtEnd)
        {
            return;
        }

        if (!GoUnicode.IsUpper(runes[_at]))
        {
            SkipWhile(IsSmallLetter);
            return;
        }

        SkipWhile(GoUnicode.IsUpper);
        if (!AtEnd && IsAlphabet(runes[_at]) && _at - start > 1)
        {
            _at--;
        }
    }

    private void SkipWhile(Func<int, bool> matches)
    {
        while (!AtEnd && matches(runes[_at]))
        {
            _at++;
        }
    }

    private static bool IsSmallLetter(int rune) => IsAlphabet(rune) && !GoUnicode.IsUpper(rune);

    private static WordKind KindOf(int rune)
    {
        if (WordCase.IsConnector(rune))
        {
            return WordKind.Connector;
        }

        if (Rune.IsValid(rune) && Rune.IsPunctuation(new Rune(rune)))
        {
            return WordKind.Punctuation;
        }

        if (GoUnicode.IsUpper(rune))
        {
            return WordKind.Upper;
        }

        if (IsAlphabet(rune))
        {
            return WordKind.Alphabet;
        }

        return Rune.IsValid(rune) && Rune.IsNumber(new Rune(rune)) ? WordKind.Number : WordKind.Other;
    }

    /// <summary>A letter, but not one of the Han characters, which make no words.</summary>
    private static bool IsAlphabet(int rune) =>
        GoUnicode.IsLetter(rune)
        && rune is not ((>= 0x3400 and <= 0x4D85) or (>= 0x4E00 and <= 0x9FCC) or (>= 0x20000 and <= 0x2B81D));
}
