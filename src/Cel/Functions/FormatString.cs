using System.Globalization;

namespace Steersman.Cel.Functions;

/// <summary>Reads format strings, for <c>format</c> and for its check.</summary>
internal static class FormatString
{
    private const int MaxPrecision = 1_000_000;

    /// <summary>Goes through a format string.</summary>
    /// <param name="format">The format string.</param>
    /// <param name="arguments">How many arguments there are.</param>
    /// <param name="isStatic">True when only the text is known: cel-go then notices a missing argument after a missing letter.</param>
    /// <param name="addText">Takes text between clauses.</param>
    /// <param name="addClause">Takes a clause and the number of its argument; gives what is wrong with it, or null.</param>
    /// <returns>What is wrong; null where all is well.</returns>
    public static string? Read(string format, int arguments, bool isStatic, Action<string> addText, Func<FormatClause, int, string?> addClause)
    {
        int argument = 0;
        int index = 0;
        while (index < format.Length)
        {
            int percent = format.IndexOf('%', index);
            if (percent != index)
            {
                int end = percent < 0 ? format.Length : percent;
                addText(format[index..end]);
                index = end;
                continue;
            }

            if (index + 1 < format.Length && format[index + 1] == '%')
            {
                addText("%");
                index += 2;
                continue;
            }

            bool isCut = index + 1 == format.Length;
            if (argument == arguments && !(isStatic && isCut))
            {
                return $"index {argument} out of range";
            }

            if (isCut)
            {
                return "unexpected end of string";
            }

            index++;
            if (ReadClause(format, ref index, out FormatClause clause) is { } unreadable)
            {
                return $"could not parse formatting clause: {unreadable}";
            }

            if (addClause(clause, argument++) is { } wrong)
            {
                return $"error during formatting: {wrong}";
            }
        }

        return null;
    }

    private static string? ReadClause(string format, ref int index, out FormatClause clause)
    {
        int precision = FormatClause.DefaultPrecision;
        clause = default;
        if (format[index] == '.')
        {
            int start = ++index;
            while (index < format.Length && char.IsAsciiDigit(format[index]))
            {
                index++;
            }

            if (index == format.Length)
            {
                return "error while parsing precision: could not find end of precision specifier";
            }

            string digits = format[start..index];
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out precision))
            {
                string reason = digits.Length == 0 ? "invalid syntax" : "value out of range";
                return $"error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing {StringFunctions.GoQuote(digits)}: {reason}";
            }

            if (precision > MaxPrecision)
            {
                return $"error while parsing precision: precision {precision} exceeds maximum allowed precision {MaxPrecision}";
            }
        }

        char verb = format[index++];
        clause = new FormatClause(verb, precision);
        return verb is 's' or 'd' or 'f' or 'e' or 'b' or 'x' or 'X' or 'o' ? null : $"unrecognized formatting clause \"{FirstByte(verb)}\"";
    }

    /// <summary>Go reads the clause as one byte of UTF-8.</summary>
    private static char FirstByte(char verb) => verb < 0x80 ? verb : (char)System.Text.Encoding.UTF8.GetBytes([verb])[0];
}
