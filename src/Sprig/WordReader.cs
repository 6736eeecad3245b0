using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Sprig;

/// <summary>Cuts a text into words as huandu/xstrings 1.5 does.</summary>
internal sealed class WordReader(int[] runes)
{
    private int _at;

    public bool AtEnd => _at == runes.Length;

    /// <summary>The next word; of kind <see cref="WordKind.None"/> at the end and for nothing but invalid bytes.</summary>
    public Word Next()
    {
        int start = _at;
        int first = FirstValid(start);
        if (first == runes.Length)
        {
            _at = first;
            return new Word(WordKind.None, runes.AsMemory(start));
        }

        WordKind kind = KindOf(runes[first]);
        _at = first + 1;
        switch (kind)
        {
            case WordKind.Upper:
                ReadUpper();
                break;
            case WordKind.Alphabet:
                SkipWhile(IsSmallLetter);
                break;
            case WordKind.Punctuation:
                SkipWhile(IsPunctuation);    // "-" and "_" within it too
                break;
            default:
                SkipWhile(rune => KindOf(rune) == kind);
                break;
        }

        return new Word(kind, runes.AsMemory(start, _at - start));
    }

    /// <summary>One upper-case letter with the small ones behind it, or a row of upper-case ones without the last, which begins a word (HTTPStatus).</summary>
    private void ReadUpper()
    {
        int next = FirstValid(_at);
        if (next < runes.Length && !GoUnicode.IsUpper(runes[next]))
        {
            SkipWhile(IsSmallLetter);
            return;
        }

        int last = SkipWhile(GoUnicode.IsUpper);
        next = FirstValid(_at);
        if (next < runes.Length && IsAlphabet(runes[next]))
        {
            _at = last;
        }
    }

    /// <summary>Skips runes that match; invalid bytes go with the rune behind them, at the end with the one before.</summary>
    /// <returns>Where the last one skipped began.</returns>
    private int SkipWhile(Func<int, bool> matches)
    {
        int last = _at;
        while (!AtEnd)
        {
            int next = FirstValid(_at);
            if (next < runes.Length && !matches(runes[next]))
            {
                break;
            }

            last = _at;
            _at = Math.Min(next + 1, runes.Length);
        }

        return last;
    }

    private int FirstValid(int at)
    {
        while (at < runes.Length && runes[at] is < 0 or GoUnicode.RuneError)
        {
            at++;
        }

        return at;
    }

    private static bool IsPunctuation(int rune) => Rune.IsValid(rune) && Rune.IsPunctuation(new Rune(rune));

    private static bool IsSmallLetter(int rune) => IsAlphabet(rune) && !GoUnicode.IsUpper(rune);

    private static WordKind KindOf(int rune)
    {
        if (WordCase.IsConnector(rune))
        {
            return WordKind.Connector;
        }

        if (IsPunctuation(rune))
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
