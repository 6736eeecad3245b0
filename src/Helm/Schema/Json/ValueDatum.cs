using System.Globalization;
using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Schema.Json;

/// <summary>Chart values as JSON Schema sees them.</summary>
internal static class ValueDatum
{
    /// <summary>The value; what JSON has no type for becomes an invalid datum, which no schema but <c>true</c> accepts.</summary>
    public static Datum From(in Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value.IsNil)
        {
            return Datum.Null;
        }

        if (value.TryGetString(out string? text))
        {
            return Datum.FromString(text);
        }

        if (value.TryGetBool(out bool boolean))
        {
            return Datum.FromBoolean(boolean);
        }

        if (value.TryGetFloat64(out double number))
        {
            return Datum.FromNumber(GoNumber.FormatFloat(number, 'g', -1));
        }

        if (value.TryGetMap(out ValueMap? map) && map.Type == GoType.AnyMap)
        {
            return From(map);
        }

        if (value.TryGetList(out ValueList? list) && list.Type == GoType.AnySlice)
        {
            Datum[] items = new Datum[list.Count];
            for (int index = 0; index < items.Length; index++)
            {
                items[index] = From(list[index]);
            }

            return Datum.FromItems(items);
        }

        return value.Kind switch
        {
            GoKind.Int or GoKind.Int8 or GoKind.Int16 or GoKind.Int32 or GoKind.Int64 => Datum.FromNumber(value.Bits.ToString(CultureInfo.InvariantCulture)),
            GoKind.Uint or GoKind.Uint8 or GoKind.Uint16 or GoKind.Uint32 or GoKind.Uint64 => Datum.FromNumber(((ulong)value.Bits).ToString(CultureInfo.InvariantCulture)),
            _ => Datum.FromInvalid(GoFormat.TypeName(value)),
        };
    }

    public static Datum From(ValueMap map)
    {
        Dictionary<string, Datum> members = new(map.Count, StringComparer.Ordinal);
        foreach ((string name, Value member) in map)
        {
            members[name] = From(member);
        }

        return Datum.FromMembers(members);
    }
}
