using System.Globalization;
using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema;

/// <summary>Texts and numbers in messages as the schema library writes them, through an English message printer.</summary>
internal static class SchemaText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The text in single quotes.</summary>
    public static string Quote(string text)
    {
        string quoted = GoQuote.Quote(text)[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        return $"'{quoted}'";
    }

    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));

    /// <summary>A value that is no list and no table.</summary>
    public static string Display(Datum value) => value.Kind switch
    {
        DatumKind.String => Quote(value.Text),
        DatumKind.Null => "<nil>",
        DatumKind.Array or DatumKind.Object => "value",
        _ => value.Text,
    };

    /// <summary>An integer with its thousands kept apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with its thousands kept apart, with a power of ten from 1e6 on and below 1e-4.</summary>
    public static string Number(string text)
    {
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            return value < 0 ? "-∞" : "∞";
        }

        string scientific = GoNumber.FormatFloat(value, 'e', -1);
        int mark = scientific.IndexOf('e', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is < -4 or >= 6
            ? $"{scientific.AsSpan(0, mark)}×10{Superscript(exponent)}"
            : Grouped(GoNumber.FormatFloat(value, 'f', -1));
    }

    /// <summary>A place in the values as a JSON pointer.</summary>
    public static string Pointer(IEnumerable<string> path) => string.Concat(path.Select(token => "/" + Escape(token)));

    /// <summary>A token of a JSON pointer.</summary>
    public static string Escape(string token) => token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Superscript(int exponent)
    {
        StringBuilder text = new(exponent < 0 ? "⁻" : "");
        foreach (char digit in Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture))
        {
            text.Append(Superscripts[digit - '0']);
        }

        return text.ToString();
    }

    private static string Grouped(string plain)
    {
        int start = plain.StartsWith('-') ? 1 : 0;
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        StringBuilder text = new(plain);
        for (int index = (point < 0 ? plain.Length : point) - 3; index > start; index -= 3)
        {
            text.Insert(index, ',');
        }

        return text.ToString();
    }
}
