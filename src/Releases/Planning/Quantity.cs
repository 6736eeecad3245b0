using System.Globalization;
using System.Text.Json.Nodes;

namespace Steersman.Releases.Planning;

/// <summary>Kubernetes' quantities (<c>500m</c>, <c>1.5Gi</c>, <c>2e3</c>), as numbers.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Units =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m), ("Pi", 1125899906842624m), ("Ei", 1152921504606846976m),
        ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    /// <summary>The number of a quantity, which may be a text or a number; null where it is none.</summary>
    public static decimal? Of(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        string text = value.TryGetValue(out string? quantity) ? quantity : value.ToJsonString();
        decimal factor = 1;
        foreach ((string suffix, decimal unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                (text, factor) = (text[..^suffix.Length], unit);
                break;
            }
        }

        // Beyond this nothing is added up.
        return text.Length <= 20 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number)
            && Math.Abs(number) < 1e9m / Math.Min(factor, 1) && Math.Abs(number) < 7e27m / Math.Max(factor, 1) ? number * factor : null;
    }

    /// <summary>A number as people read it: bytes with their unit, everything else plain.</summary>
    public static string Text(string resource, decimal number)
    {
        bool isBytes = resource.Contains("memory", StringComparison.Ordinal) || resource.Contains("storage", StringComparison.Ordinal);
        (string suffix, decimal factor) = isBytes ? Units.Take(6).LastOrDefault(unit => number >= unit.Factor, (Suffix: "", Factor: 1m)) : ("", 1m);
        return $"{Math.Round(number / factor, 3).ToString("0.###", CultureInfo.InvariantCulture)}{suffix}";
    }
}
