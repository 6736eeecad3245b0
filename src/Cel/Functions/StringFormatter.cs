using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>What <c>format</c> makes of values (cel-go <c>ext/formatting_v2.go</c>).</summary>
internal static class StringFormatter
{
    /// <summary>The text of a format string with its clauses filled in, or an error.</summary>
    public static CelValue Format(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        CelList arguments = values[1].AsList;
        StringBuilder result = new();
        string? error = FormatString.Read(
            values[0].AsString,
            arguments.Count,
            isStatic: false,
            text => result.Append(text),
            (clause, index) => Append(context, result, clause, arguments[index]));
        context.SpendText(result.Length);
        return error is null ? CelValue.FromString(result.ToString()) : CelValue.Error(error);
    }

    private static string? Append(EvaluationContext context, StringBuilder result, FormatClause clause, CelValue value)
    {
        context.SpendText(clause.Precision);
        bool isNumber = CelNumbers.IsNumber(value.Kind);
        bool isInteger = value.Kind is CelKind.Int or CelKind.Uint;
        switch (clause.Verb)
        {
            case 's':
                return AppendText(context, result, value);
            case 'd' when isNumber:
                result.Append(value.Kind == CelKind.Double ? GoFloats.ShortestPlain(value.AsDouble) : value.ToString());
                return null;
            case 'f' or 'e' when isNumber:
                result.Append(Real(value, clause));
                return null;
            case 'b' when value.Kind == CelKind.Bool:
                result.Append(value.IsTrue ? '1' : '0');
                return null;
            case 'b' when isInteger:
                result.Append(InBase(value, 1));
                return null;
            case 'o' when isInteger:
                result.Append(InBase(value, 3));
                return null;
            case 'x' or 'X' when isInteger || value.Kind is CelKind.String or CelKind.Bytes:
                string hex = Hex(value);
                result.Append(clause.Verb == 'X' ? hex.ToUpperInvariant() : hex);
                return null;
            default:
                return clause.Misuse(RuntimeTypes.NameOf(value));
        }
    }

    /// <summary>cel-go passes whole numbers to a verb of Go that does not take them, and shows what Go says of that.</summary>
    private static string Real(CelValue value, FormatClause clause)
    {
        if (value.Kind != CelKind.Double)
        {
            string digits = value.ToString().TrimStart('-');
            digits = digits == "0" && clause.Precision == 0 ? (clause.Verb == 'e' ? " " : "") : digits.PadLeft(clause.Precision, '0');
            return $"%!{clause.Verb}({(value.Kind == CelKind.Int ? "int64" : "uint64")}={(value.Kind == CelKind.Int && value.AsInt < 0 ? "-" : "")}{digits})";
        }

        double number = value.AsDouble;
        return !double.IsFinite(number) ? GoFloats.ShortestPlain(number)
            : clause.Verb == 'f' ? GoFloats.Fixed(number, clause.Precision) : GoFloats.Scientific(number, clause.Precision);
    }

    private static string InBase(CelValue value, int bitsPerDigit)
    {
        bool isNegative = value.Kind == CelKind.Int && value.AsInt < 0;
        ulong rest = isNegative ? unchecked((ulong)-value.AsInt) : value.AsUint;
        StringBuilder digits = new();
        do
        {
            digits.Insert(0, "0123456789abcdef"[(int)(rest & ((1UL << bitsPerDigit) - 1))]);
            rest >>= bitsPerDigit;
        }
        while (rest != 0);
        return isNegative ? "-" + digits : digits.ToString();
    }

    private static string Hex(CelValue value) => value.Kind switch
    {
        CelKind.String => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.AsString)),
        CelKind.Bytes => Convert.ToHexStringLower(value.AsBytes),
        _ => InBase(value, 4),
    };

    private static string? AppendText(EvaluationContext context, StringBuilder result, CelValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Spend(1);
        switch (value.Kind)
        {
            case CelKind.Double:
                result.Append(GoFloats.ShortestPlain(value.AsDouble));
                return null;
            case CelKind.String:
                context.SpendText(value.AsString.Length);
                result.Append(value.AsString);
                return null;
            case CelKind.Bytes:
                result.Append(Encoding.UTF8.GetString(value.AsBytes));
                return null;
            case CelKind.Duration:
                result.Append(CelConversions.ToText(value).AsString);
                return null;
            case CelKind.Timestamp:
                result.Append(GoTimes.Format(value.AsTimestamp with { OffsetSeconds = 0 }));
                return null;
            case CelKind.Null:
                result.Append("null");
                return null;
            case CelKind.List:
                return AppendList(context, result, value.AsList);
            case CelKind.Map:
                return AppendMap(context, result, value.AsMap);
            case CelKind.Optional or CelKind.Error:
                return new FormatClause('s', 0).Misuse(RuntimeTypes.NameOf(value));
            default:
                result.Append(CultureInfo.InvariantCulture, $"{value}");
                return null;
        }
    }

    private static string? AppendList(EvaluationContext context, StringBuilder result, CelList list)
    {
        result.Append('[');
        for (int index = 0, count = list.Count; index < count; index++)
        {
            result.Append(index == 0 ? "" : ", ");
            if (AppendText(context, result, list[index]) is { } error)
            {
                return error;
            }
        }

        result.Append(']');
        return null;
    }

    /// <summary>Entries are in the order of their keys' text.</summary>
    private static string? AppendMap(EvaluationContext context, StringBuilder result, CelMap map)
    {
        List<(string Key, string Value)> entries = [];
        foreach (CelValue key in map.Keys)
        {
            map.TryFind(key, out CelValue value);
            StringBuilder keyText = new();
            StringBuilder valueText = new();
            if ((AppendText(context, keyText, key) ?? AppendText(context, valueText, value)) is { } error)
            {
                return error;
            }

            entries.Add((keyText.ToString(), valueText.ToString()));
        }

        result.Append('{').AppendJoin(", ", entries.OrderBy(entry => entry.Key, Comparer<string>.Create(CelText.Compare)).Select(entry => $"{entry.Key}: {entry.Value}")).Append('}');
        return null;
    }
}
