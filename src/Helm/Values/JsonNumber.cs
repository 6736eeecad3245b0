using System.Globalization;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>Writes a float64 as sigs.k8s.io/yaml does, by way of its JSON text: an integer where that text is one that fits 64 bits.</summary>
internal static class JsonNumber
{
    private const double ExactIntegersBelow = 9007199254740992;

    public static void Write(YamlWriter writer, double value)
    {
        if (value != Math.Truncate(value) || Math.Abs(value) >= 1e21)
        {
            writer.Float64(value);
        }
        else if (Math.Abs(value) < ExactIntegersBelow)
        {
            writer.Int64((long)value);
        }
        else
        {
            WriteLarge(writer, value);
        }
    }

    private static void WriteLarge(YamlWriter writer, double value)
    {
        string digits = GoJson.Write(Value.FromFloat64(value));
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed))
        {
            writer.Int64(signed);
        }
        else if (ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned))
        {
            writer.UInt64(unsigned);
        }
        else
        {
            writer.Float64(value);
        }
    }
}
