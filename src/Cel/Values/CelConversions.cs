using System.Globalization;
using System.Text;

namespace Steersman.Cel.Values;

/// <summary>The conversions that are functions named like the types.</summary>
internal static class CelConversions
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static CelValue ToBool(CelValue value) => value.Kind == CelKind.Bool ? value : value.AsString switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => CelValue.True,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => CelValue.False,
        _ => Failed(value, "bool"),
    };

    public static CelValue ToBytes(CelValue value) => value.Kind == CelKind.Bytes ? value : CelValue.FromBytes(Encoding.UTF8.GetBytes(value.AsString));

    public static CelValue ToDouble(CelValue value) => value.Kind switch
    {
        CelKind.Int => CelValue.FromDouble(value.AsInt),
        CelKind.Uint => CelValue.FromDouble(value.AsUint),
        CelKind.String => GoFloatReader.TryRead(value.AsString, out double number) ? CelValue.FromDouble(number) : Failed(value, "double"),
        _ => value,
    };

    public static CelValue ToInt(CelValue value) => value.Kind switch
    {
        CelKind.Double => CelNumbers.ToInt(value.AsDouble),
        CelKind.Uint => value.AsUint <= long.MaxValue ? CelValue.FromInt((long)value.AsUint) : CelValue.Error("integer overflow"),
        CelKind.Duration => CelValue.FromInt(value.AsInt),
        CelKind.Timestamp => CelValue.FromInt(value.AsTimestamp.Seconds),
        CelKind.String => long.TryParse(value.AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && IsPlain(value.AsString)
            ? CelValue.FromInt(number)
            : Failed(value, "int"),
        _ => value,
    };

    public static CelValue ToUint(CelValue value) => value.Kind switch
    {
        CelKind.Double => CelNumbers.ToUint(value.AsDouble),
        CelKind.Int => value.AsInt >= 0 ? CelValue.FromUint((ulong)value.AsInt) : CelValue.Error("unsigned integer overflow"),
        CelKind.String => ulong.TryParse(value.AsString, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && IsPlain(value.AsString)
            ? CelValue.FromUint(number)
            : Failed(value, "uint"),
        _ => value,
    };

    public static CelValue ToText(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Bool:
                return CelValue.FromString(value.IsTrue ? "true" : "false");
            case CelKind.Bytes:
                try
                {
                    return CelValue.FromString(Strict.GetString(value.AsBytes));
                }
                catch (DecoderFallbackException)
                {
                    return CelValue.Error("invalid UTF-8 in bytes, cannot convert to string");
                }

            case CelKind.Duration:
                return CelValue.FromString(GoFloats.ShortestPlain(GoDurations.Seconds(value.AsInt)) + "s");
            case CelKind.Timestamp:
                return CelValue.FromString(GoTimes.Format(value.AsTimestamp));
            case CelKind.Int or CelKind.Uint or CelKind.Double:
                return CelValue.FromString(GoDisplay.Of(value));
            default:
                return value;
        }
    }

    public static CelValue ToDuration(CelValue value) => value.Kind switch
    {
        CelKind.String => GoDurations.TryParse(value.AsString, out long nanoseconds) ? CelValue.FromDuration(nanoseconds) : Failed(value, RuntimeTypes.Duration),
        CelKind.Int => Failed(value, RuntimeTypes.Duration),
        _ => value,
    };

    public static CelValue ToTimestamp(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.String:
                if (!GoTimes.TryParse(value.AsString, out CelTimestamp instant))
                {
                    return Failed(value, RuntimeTypes.Timestamp);
                }

                return CelTimestamp.IsInRange(instant.Seconds) ? CelValue.FromTimestamp(instant) : CelValue.Error("timestamp overflow");
            case CelKind.Int:
                return CelTimestamp.IsInRange(value.AsInt) ? CelValue.FromTimestamp(new CelTimestamp(value.AsInt, 0, 0)) : CelValue.Error("timestamp overflow");
            default:
                return value;
        }
    }

    private static bool IsPlain(string text) => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal);

    private static CelValue Failed(CelValue value, string type) => CelValue.Error($"type conversion error from '{RuntimeTypes.NameOf(value)}' to '{type}'");
}
