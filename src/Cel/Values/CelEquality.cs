using System.Runtime.CompilerServices;

namespace Steersman.Cel.Values;

/// <summary>When two values are equal: numbers across their types, everything else only with its like.</summary>
internal static class CelEquality
{
    public static bool Equal(CelValue left, CelValue right)
    {
        if (CelNumbers.IsNumber(left.Kind) && CelNumbers.IsNumber(right.Kind))
        {
            return !IsNaN(left) && !IsNaN(right) && CelNumbers.Compare(left, right) == 0;
        }

        return left.Kind == right.Kind && left.Kind switch
        {
            CelKind.Null => true,
            CelKind.Bool or CelKind.Duration => left.AsInt == right.AsInt,
            CelKind.String or CelKind.Type => string.Equals(left.AsString, right.AsString, StringComparison.Ordinal),
            CelKind.Bytes => left.AsBytes.AsSpan().SequenceEqual(right.AsBytes),
            CelKind.Timestamp => left.AsTimestamp.CompareTo(right.AsTimestamp) == 0,
            CelKind.Optional => left.AsOptional is { } inLeft ? right.AsOptional is { } inRight && Equal(inLeft.Value, inRight.Value) : right.AsOptional is null,
            CelKind.List => EqualLists(left.AsList, right.AsList),
            CelKind.Map => EqualMaps(left.AsMap, right.AsMap),
            _ => false,
        };
    }

    public static bool IsNaN(CelValue value) => value.Kind == CelKind.Double && double.IsNaN(value.AsDouble);

    public static bool Contains(CelList list, CelValue element)
    {
        for (int index = 0, count = list.Count; index < count; index++)
        {
            if (Equal(element, list[index]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EqualLists(CelList left, CelList right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int index = 0, count = left.Count; index < count; index++)
        {
            if (!Equal(left[index], right[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualMaps(CelMap left, CelMap right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (CelValue key in left.Keys)
        {
            if (!right.TryFind(key, out CelValue other) || !left.TryFind(key, out CelValue own) || !Equal(own, other))
            {
                return false;
            }
        }

        return true;
    }
}
