using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <content>Booleans, integers, characters and text.</content>
internal sealed partial class Printer
{
    private const string LowerDigits = "0123456789abcdef";
    private const string UpperDigits = "0123456789ABCDEF";

    private void FormatBool(in Value value, int verb)
    {
        if (verb is 't' or 'v')
        {
            Pad(value.Bits != 0 ? "true" : "false");
        }
        else
        {
            BadVerb(verb, value);
        }
    }

    private void FormatInteger(in Value value, ulong bits, bool signed, int verb)
    {
        bool negative = signed && (long)bits < 0;
        ulong magnitude = negative ? 0UL - bits : bits;
        switch (verb)
        {
            case 'v' when Flags.SharpV && !signed:
                FormatHexadecimal(bits, leading: true);
                break;
            case 'v' or 'd':
                WriteInteger(magnitude, negative, 10, verb, upper: false);
                break;
            case 'b':
                WriteInteger(magnitude, negative, 2, verb, upper: false);
                break;
            case 'o' or 'O':
                WriteInteger(magnitude, negative, 8, verb, upper: false);
                break;
            case 'x':
                WriteInteger(magnitude, negative, 16, verb, upper: false);
                break;
            case 'X':
                WriteInteger(magnitude, negative, 16, verb, upper: true);
                break;
            case 'c':
                Pad(GoUnicode.ToText(ToRune(bits)));
                break;
            case 'q':
                Pad(Flags.Plus ? GoQuote.QuoteRuneToAscii(ToRune(bits)) : GoQuote.QuoteRune(ToRune(bits)));
                break;
            case 'U':
                FormatUnicode(bits);
                break;
            default:
                BadVerb(verb, value);
                break;
        }
    }

    private static long ToRune(ulong bits) => bits > GoUnicode.MaxRune ? GoUnicode.RuneError : (long)bits;

    private void WriteInteger(ulong magnitude, bool negative, int radix, int verb, bool upper)
    {
        int digits = 0;
        if (Flags.Precision is { } precision)
        {
            digits = precision;
            if (precision == 0 && magnitude == 0)
            {
                _out.Append(' ', Flags.Width ?? 0);
                return;
            }
        }
        else if (Flags.Zero && !Flags.Minus && Flags.Width is { } width)
        {
            digits = negative || Flags.Plus || Flags.Space ? width - 1 : width;
        }

        string number = GoNumber.FormatUint(magnitude, radix);
        number = (upper ? number.ToUpperInvariant() : number).PadLeft(Math.Max(digits, 0), '0');
        string prefix = (verb == 'O' ? "0o" : "") + (Flags.Sharp ? Prefix(radix, number, upper) : "");
        string sign = negative ? "-" : Flags.Plus ? "+" : Flags.Space ? " " : "";
        PadWithSpaces(sign + prefix + number);
    }

    private static string Prefix(int radix, string number, bool upper) => radix switch
    {
        2 => "0b",
        8 => number[0] == '0' ? "" : "0",
        16 => upper ? "0X" : "0x",
        _ => "",
    };

    private void FormatUnicode(ulong bits)
    {
        string number = GoNumber.FormatUint(bits, 16).ToUpperInvariant().PadLeft(Math.Max(4, Flags.Precision ?? 4), '0');
        bool quoted = Flags.Sharp && bits <= GoUnicode.MaxRune && GoUnicode.IsPrint((int)bits);
        PadWithSpaces(quoted ? $"U+{number} '{GoUnicode.ToText((long)bits)}'" : "U+" + number);
    }

    private void FormatString(in Value value, string text, int verb)
    {
        switch (verb)
        {
            case 'v' when Flags.SharpV:
                FormatQuoted(text);
                break;
            case 'v' or 's':
                FormatText(text);
                break;
            case 'x':
                FormatBytesAsHex(GoString.ToBytes(text), LowerDigits, 'x');
                break;
            case 'X':
                FormatBytesAsHex(GoString.ToBytes(text), UpperDigits, 'X');
                break;
            case 'q':
                FormatQuoted(text);
                break;
            default:
                BadVerb(verb, value);
                break;
        }
    }

    private void FormatText(string text) => Pad(Truncate(text));

    private void FormatQuoted(string text)
    {
        text = Truncate(text);
        Pad(Flags.Sharp && GoQuote.CanBackquote(text) ? $"`{text}`" : Flags.Plus ? GoQuote.QuoteToAscii(text) : GoQuote.Quote(text));
    }

    private void FormatBytesAsHex(ReadOnlySpan<byte> bytes, string digits, char x)
    {
        if (Flags.Precision < bytes.Length)
        {
            bytes = bytes[..Flags.Precision.Value];
        }

        StringBuilder text = new(bytes.Length * 2);
        for (int index = 0; index < bytes.Length; index++)
        {
            if (Flags.Space && index > 0)
            {
                text.Append(' ');
            }

            if (Flags.Sharp && (Flags.Space || index == 0))
            {
                text.Append('0').Append(x);
            }

            text.Append(digits[bytes[index] >> 4]).Append(digits[bytes[index] & 0xF]);
        }

        Pad(text.ToString());
    }

    private string Truncate(string text)
    {
        if (Flags.Precision is not { } runes || text.Length <= runes)
        {
            return text;
        }

        int at = 0;
        for (; runes > 0 && at < text.Length; runes--)
        {
            _ = GoUnicode.Decode(text.AsSpan(at), out int length);
            at += length;
        }

        return text[..at];
    }

    /// <summary>Pads to the width, which counts runes; the flag 0 pads with zeros, on the left only.</summary>
    private void Pad(string text)
    {
        int missing = Flags.Width is { } width ? width - GoUnicode.RuneCount(text) : 0;
        if (missing <= 0)
        {
            _out.Append(text);
        }
        else if (Flags.Minus)
        {
            _out.Append(text).Append(' ', missing);
        }
        else
        {
            _out.Append(Flags.Zero ? '0' : ' ', missing).Append(text);
        }
    }

    private void PadWithSpaces(string text)
    {
        bool zero = Flags.Zero;
        Flags.Zero = false;
        Pad(text);
        Flags.Zero = zero;
    }
}
