using Steersman.Cel.Checking;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>The functions named like types.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<CelFunction> All { get; } =
    [
        Convert("bool", CelType.Bool, CelConversions.ToBool, CelType.Bool, CelType.String),
        Convert("bytes", CelType.Bytes, CelConversions.ToBytes, CelType.Bytes, CelType.String),
        Convert("double", CelType.Double, CelConversions.ToDouble, CelType.Double, CelType.Int, CelType.String, CelType.Uint),
        Convert("duration", CelType.Duration, CelConversions.ToDuration, CelType.Duration, CelType.Int, CelType.String),
        Convert("int", CelType.Int, CelConversions.ToInt, CelType.Int, CelType.Double, CelType.Duration, CelType.String, CelType.Timestamp, CelType.Uint),
        Convert(
            "string",
            CelType.String,
            CelConversions.ToText,
            CelType.String,
            CelType.Bool,
            CelType.Bytes,
            CelType.Double,
            CelType.Duration,
            CelType.Int,
            CelType.Timestamp,
            CelType.Uint),
        Convert("timestamp", CelType.Timestamp, CelConversions.ToTimestamp, CelType.Timestamp, CelType.Int, CelType.String),
        Convert("uint", CelType.Uint, CelConversions.ToUint, CelType.Uint, CelType.Double, CelType.Int, CelType.String),
    ];

    /// <summary>Whether a call with a constant is computed when a program is made, and its failure is one of making it.</summary>
    public static bool IsFolded(string function) =>
        function is "bool" or "bytes" or "double" or "duration" or "dyn" or "int" or "string" or "timestamp" or "type" or "uint";

    private static CelFunction Convert(string name, CelType result, Func<CelValue, CelValue> convert, params CelType[] from)
    {
        return new CelFunction(name, [.. from.Select(type => new Overload(false, result, [type], Operation))]);

        CelValue Operation(Evaluation.EvaluationContext context, ReadOnlySpan<CelValue> values)
        {
            if (values[0].Kind == CelKind.String)
            {
                context.SpendText(values[0].AsString.Length);
            }

            return convert(values[0]);
        }
    }
}
