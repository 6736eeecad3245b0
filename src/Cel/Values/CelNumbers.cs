namespace Steersman.Cel.Values;

/// <summary>Numbers of the three types, compared and converted (cel-go <c>common/types</c>: compare.go, overflow.go).</summary>
internal static class CelNumbers
{
    private const double TwoToThe63 = 9223372036854775808.0;
    private const double TwoToThe64 = 18446744073709551616.0;

    public static bool IsNumber(CelKind kind) => kind is CelKind.Int or CelKind.Uint or CelKind.Double;

    /// <summary>Which of two numbers is greater; neither is NaN.</summary>
    public static int Compare(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => left.AsInt.CompareTo(right.AsInt),
        (CelKind.Uint, CelKind.Uint) => left.AsUint.CompareTo(right.AsUint),
        (CelKind.Int, CelKind.Uint) => left.AsInt < 0 ? -1 : ((ulong)left.AsInt).CompareTo(right.AsUint),
        (CelKind.Uint, CelKind.Int) => right.AsInt < 0 ? 1 : left.AsUint.CompareTo((ulong)right.AsInt),
        (CelKind.Double, CelKind.Double) => CompareDoubles(left.AsDouble, right.AsDouble),
        (CelKind.Double, CelKind.Int) => CompareToInt(left.AsDouble, right.AsInt),
        (CelKind.Int, CelKind.Double) => -CompareToInt(right.AsDouble, left.AsInt),
        (CelKind.Double, _) => CompareToUint(left.AsDouble, right.AsUint),
        _ => -CompareToUint(right.AsDouble, left.AsUint),
    };

    /// <summary>A double as int where nothing is lost.</summary>
    public static bool TryToInt(double value, out long integer)
    {
        bool isExact = value is > -TwoToThe63 and < TwoToThe63 && Math.Truncate(value) == value;
        integer = isExact ? (long)value : 0;
        return isExact;
    }

    /// <summary>A double as uint where nothing is lost.</summary>
    public static bool TryToUint(double value, out ulong integer)
    {
        bool isExact = value is >= 0 and < TwoToThe64 && Math.Truncate(value) == value;
        integer = isExact ? (ulong)value : 0;
        return isExact;
    }

    /// <summary>A double without its fraction, or an overflow.</summary>
    public static CelValue ToInt(double value) =>
        double.IsFinite(value) && value > -TwoToThe63 && value < TwoToThe63 ? CelValue.FromInt((long)value) : CelValue.Error("integer overflow");

    /// <summary>A double without its fraction, or an overflow.</summary>
    public static CelValue ToUint(double value) =>
        double.IsFinite(value) && value >= 0 && value < TwoToThe64 ? CelValue.FromUint((ulong)value) : CelValue.Error("unsigned integer overflow");

    private static int CompareDoubles(double left, double right) => left < right ? -1 : left > right ? 1 : 0;

    private static int CompareToInt(double left, long right) => left < -TwoToThe63 ? -1 : left > TwoToThe63 ? 1 : CompareDoubles(left, right);

    private static int CompareToUint(double left, ulong right) => left < 0 ? -1 : left > TwoToThe64 ? 1 : CompareDoubles(left, right);
}
