using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Steersman.Cel.Values;

/// <summary>Values as Go's <c>%v</c> shows cel-go's: for messages.</summary>
internal static class GoDisplay
{
    private const int MaxShown = 4096;

    public static string Of(CelValue value)
    {
        StringBuilder text = new();
        Append(text, value);
        return text.Length > MaxShown ? text.ToString(0, MaxShown) + "..." : text.ToString();
    }

    private static void Append(StringBuilder text, CelValue value)
    {
        if (text.Length > MaxShown)
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Kind)
        {
            case CelKind.List:
                AppendAll(text, '[', Elements(value.AsList), ']');
                break;
            case CelKind.Map:
                AppendMap(text, value.AsMap);
                break;
            case CelKind.Bytes:
                text.Append('[').AppendJoin(' ', value.AsBytes).Append(']');
                break;
            case CelKind.Optional when value.AsOptional is { } inside:
                text.Append("optional(");
                Append(text, inside.Value);
                text.Append(')');
                break;
            default:
                text.Append(Scalar(value));
                break;
        }
    }

    private static string Scalar(CelValue value) => value.Kind switch
    {
        CelKind.Null => "0",
        CelKind.Bool => value.IsTrue ? "true" : "false",
        CelKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        CelKind.Uint => value.AsUint.ToString(CultureInfo.InvariantCulture),
        CelKind.Double => GoFloats.Shortest(value.AsDouble),
        CelKind.String or CelKind.Type => value.AsString,
        CelKind.Timestamp => GoTimes.Display(value.AsTimestamp),
        CelKind.Duration => GoDurations.Format(value.AsInt),
        CelKind.Optional => "optional.none()",
        _ => value.AsError.Message,
    };

    private static IEnumerable<CelValue> Elements(CelList list)
    {
        for (int index = 0, count = list.Count; index < count; index++)
        {
            yield return list[index];
        }
    }

    private static void AppendAll(StringBuilder text, char open, IEnumerable<CelValue> values, char close)
    {
        text.Append(open);
        bool isFirst = true;
        foreach (CelValue value in values)
        {
            text.Append(isFirst ? "" : ", ");
            isFirst = false;
            Append(text, value);
        }

        text.Append(close);
    }

    private static void AppendMap(StringBuilder text, CelMap map)
    {
        text.Append('{');
        bool isFirst = true;
        foreach (CelValue key in map.Keys)
        {
            text.Append(isFirst ? "" : ", ");
            isFirst = false;
            Append(text, key);
            text.Append(": ");
            map.TryFind(key, out CelValue value);
            Append(text, value);
        }

        text.Append('}');
    }
}
