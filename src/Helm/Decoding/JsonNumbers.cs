using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Decoding;

/// <summary>Turns the numbers of YAML into those of JSON, which are all float64.</summary>
internal static class JsonNumbers
{
    /// <summary>How the error of a number that is not finite begins; it belongs to the way to JSON, not to the decoding.</summary>
    public const string Unsupported = "json: unsupported value: ";

    /// <summary>The value with every number a float64; maps and lists are made anew.</summary>
    /// <exception cref="HelmException">A number is not finite.</exception>
    public static Value Convert(in Value value)
    {
        if (value.TryGetFloat64(out double number))
        {
            return double.IsFinite(number) ? value : throw new HelmException(Unsupported + GoNumber.FormatFloat(number));
        }

        if (value.TryGetMap(out ValueMap? map))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            ValueMap converted = new(map.Type, map.Count);
            foreach ((string key, Value item) in map)
            {
                converted[key] = Convert(item);
            }

            return Value.FromMap(converted);
        }

        if (value.TryGetList(out ValueList? list))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            List<Value> items = new(list.Count);
            foreach (Value item in list)
            {
                items.Add(Convert(item));
            }

            return Value.FromList(new ValueList(list.Type, items) { Reserved = list.Reserved });
        }

        return value.Kind switch
        {
            GoKind.Int64 => Value.FromFloat64(value.Bits),
            GoKind.Uint64 => Value.FromFloat64((ulong)value.Bits),
            _ => value,
        };
    }
}
