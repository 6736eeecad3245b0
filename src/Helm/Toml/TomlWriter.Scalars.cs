using System.Globalization;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

// Numbers, texts and times.
internal partial class TomlWriter
{
    private void WriteScalar(in Value value)
    {
        if (value.TryGetFloat64(out double number))
        {
            WriteFloat(number);
        }
        else if (value.Kind == GoKind.Bool)
        {
            _text.Append(value.Bits != 0 ? "true" : "false");
        }
        else if (value.Kind is >= GoKind.Uint and <= GoKind.Uintptr)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{(ulong)value.Bits}");
        }
        else
        {
            _text.Append(CultureInfo.InvariantCulture, $"{value.Bits}");
        }
    }

    private void WriteFloat(double number)
    {
        if (!double.IsFinite(number))
        {
            // The sign of .NET's own NaN means nothing; Go's is positive.
            bool isNegative = double.IsNegative(number) && BitConverter.DoubleToInt64Bits(number) != BitConverter.DoubleToInt64Bits(double.NaN);
            _text.Append(isNegative ? "-" : "").Append(double.IsNaN(number) ? "nan" : "inf");
            return;
        }

        string digits = GoNumber.FormatFloat(number);
        _text.Append(digits).Append(digits.AsSpan().ContainsAny('e', '.') ? "" : ".0");
    }

    /// <summary>What an object that writes itself gives, or a duration; null for every other value.</summary>
    private static string? Text(in Value value) => value.Reference switch
    {
        GoTimeValue time => Format(time.Time),
        IGoJson { IsNil: false, JsonFields: null } json when json.JsonValue.TryGetString(out string? text) => TomlKey.Quote(text),
        null when value.Type is { Name: "time.Duration", Stringer: { } stringer } => TomlKey.Quote(stringer(value.Bits)),
        _ => null,
    };

    private static string Format(GoTime time)
    {
        if (ReferenceEquals(time.Location, TomlTypes.LocalDateTime))
        {
            return time.Format("2006-01-02T15:04:05.999999999");
        }

        if (ReferenceEquals(time.Location, TomlTypes.LocalDate))
        {
            return time.Format("2006-01-02");
        }

        return time.Format(ReferenceEquals(time.Location, TomlTypes.LocalTime) ? "15:04:05.999999999" : "2006-01-02T15:04:05.999999999Z07:00");
    }
}
