using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>Go's <c>reflect.DeepEqual</c>: types must be the same, nil and empty lists and maps differ.</summary>
internal static class DeepEquality
{
    public static bool Of(in Value left, in Value right) => Equal(left, right, new WalkBudget());

    /// <summary>A hash under which deeply equal scalars and texts fall together; all else has one.</summary>
    public static int HashOf(in Value value) => value.TryGetString(out string? text)
        ? string.GetHashCode(text, StringComparison.Ordinal)
        : value.Reference is null ? HashCode.Combine(value.Type, ReferenceEquals(value.Type, GoType.Float64) && value.Bits == long.MinValue ? 0 : value.Bits) : 1;

    private static bool Equal(in Value left, in Value right, WalkBudget budget)
    {
        if (!SameType(left.Type, right.Type))
        {
            return false;
        }

        switch (left.Reference, right.Reference)
        {
            case (ValueList a, ValueList b):
                return ReferenceEquals(a, b) || EqualLists(a, b, budget);
            case (ValueMap a, ValueMap b):
                return ReferenceEquals(a, b) || EqualMaps(a, b, budget);
            case (GoTimeValue a, GoTimeValue b):
                return a.Time == b.Time || (a.Time.Monotonic == b.Time.Monotonic && EqualFields(a, b, budget));
            case (string a, string b):
                return ReferenceEquals(a, b) || (a.Length == b.Length && EqualLong(a, b, budget));
            case (IGoFields a, IGoFields b):
                return ReferenceEquals(a, b) || EqualFields(a, b, budget);
            case (null, null):
                return left.TryGetFloat64(out double x) && right.TryGetFloat64(out double y) ? x == y : left.Bits == right.Bits;
            default:
                return ReferenceEquals(left.Reference, right.Reference) || EqualTexts(left.Reference, right.Reference);
        }
    }

    private static bool SameType(GoType? left, GoType? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.Name == right.Name && left.Kind == right.Kind);

    // Two long texts may stand in two lists many times.
    private static bool EqualLong(string left, string right, WalkBudget budget)
    {
        const int TextOfElement = 256;
        if (left.Length > TextOfElement)
        {
            budget.Visit(left.Length / TextOfElement);
        }

        return left == right;
    }

    private static bool EqualTexts(object? left, object? right) =>
        left is IStringer a && right is IStringer b && a.GoText() == b.GoText();

    private static bool EqualLists(ValueList left, ValueList right, WalkBudget budget)
    {
        if (left.IsNil != right.IsNil || left.Count != right.Count)
        {
            return false;
        }

        budget.Visit(left.Count);
        for (int index = 0; index < left.Count; index++)
        {
            if (!Equal(left[index], right[index], budget))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualMaps(ValueMap left, ValueMap right, WalkBudget budget)
    {
        if (left.IsNil != right.IsNil || left.Count != right.Count)
        {
            return false;
        }

        budget.Visit(left.Count);
        foreach ((string key, Value value) in left)
        {
            if (!right.TryGetValue(key, out Value other) || !Equal(value, other, budget))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualFields(IGoFields left, IGoFields right, WalkBudget budget)
    {
        if (left.IsNil || right.IsNil)
        {
            return left.IsNil == right.IsNil;
        }

        IReadOnlyList<KeyValuePair<string, Value>> a = left.GoFields;
        IReadOnlyList<KeyValuePair<string, Value>> b = right.GoFields;
        budget.Visit(a.Count);
        for (int index = 0; index < a.Count && index < b.Count; index++)
        {
            if (a[index].Key != b[index].Key || !Equal(a[index].Value, b[index].Value, budget))
            {
                return false;
            }
        }

        return a.Count == b.Count;
    }
}
