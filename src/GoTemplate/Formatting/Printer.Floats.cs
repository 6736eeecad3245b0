using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <content>Floating-point and complex numbers.</content>
internal sealed partial class Printer
{
    private void FormatFloat(in Value value, double number, int verb)
    {
        switch (verb)
        {
            case 'v':
                WriteFloat(number, 'g', -1);
                break;
            case 'b' or 'g' or 'G' or 'x' or 'X':
                WriteFloat(number, (char)verb, -1);
                break;
            case 'e' or 'E' or 'f':
                WriteFloat(number, (char)verb, 6);
                break;
            case 'F':
                WriteFloat(number, 'f', 6);
                break;
            default:
                BadVerb(verb, value);
                break;
        }
    }

    private void FormatComplex(in Value value, GoComplex complex, int verb)
    {
        if (verb is not ('v' or 'b' or 'g' or 'G' or 'x' or 'X' or 'f' or 'F' or 'e' or 'E'))
        {
            BadVerb(verb, value);
            return;
        }

        bool plus = Flags.Plus;
        Write('(');
        FormatFloat(value, complex.Number.Real, verb);
        Flags.Plus = true;
        FormatFloat(value, complex.Number.Imaginary, verb);
        Write("i)");
        Flags.Plus = plus;
    }

    private void WriteFloat(double number, char format, int defaultPrecision)
    {
        int precision = Flags.Precision ?? defaultPrecision;
        string text = GoNumber.FormatFloat(number, format, precision);
        char sign = '+';
        if (text[0] is '-' or '+')
        {
            sign = text[0];
            text = text[1..];
        }

        if (Flags.Space && sign == '+' && !Flags.Plus)
        {
            sign = ' ';
        }

        if (text[0] is 'I' or 'N')
        {
            // Inf always shows its sign, NaN only where it is asked for; neither is padded with zeros.
            PadWithSpaces(text[0] == 'N' && !Flags.Space && !Flags.Plus ? text : sign + text);
            return;
        }

        if (Flags.Sharp && format != 'b')
        {
            text = WithPoint(text, format, precision);
        }

        if (!Flags.Plus && sign == '+')
        {
            Pad(text);
        }
        else if (Flags.Zero && !Flags.Minus && Flags.Width > text.Length + 1)
        {
            Write(sign);
            _out.Append('0', Flags.Width.Value - text.Length - 1).Append(text);
        }
        else
        {
            Pad(sign + text);
        }
    }

    /// <summary>The flag #: always a decimal point, and the zeros that %g takes off.</summary>
    private static string WithPoint(string text, char format, int precision)
    {
        int digits = format is 'g' or 'G' or 'x' ? (precision < 0 ? 6 : precision) : 0;
        bool hex = format is 'x' or 'X';
        int tailAt = text.AsSpan().IndexOfAny(hex ? "pP" : "eE");
        string tail = tailAt < 0 ? "" : text[tailAt..];
        StringBuilder head = new(tailAt < 0 ? text : text[..tailAt]);
        bool point = false;
        bool nonzero = false;
        for (int index = 0; index < head.Length; index++)
        {
            if (head[index] == '.')
            {
                point = true;
                continue;
            }

            nonzero |= head[index] != '0';
            digits -= nonzero ? 1 : 0;
        }

        if (!point)
        {
            // A single leading zero counts as a digit once.
            if (head.Length == 1 && head[0] == '0')
            {
                digits--;
            }

            head.Append('.');
        }

        return head.Append('0', Math.Max(digits, 0)).Append(tail).ToString();
    }
}
