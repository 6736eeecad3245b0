namespace Steersman.Cel.Values;

/// <summary>Sums, products and order, with overflow as an error (cel-go <c>common/types</c>).</summary>
internal static class CelArithmetic
{
    private const long Second = 1_000_000_000;

    public static CelValue Negate(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.AsInt == long.MinValue ? IntOverflow : CelValue.FromInt(-value.AsInt),
        CelKind.Double => CelValue.FromDouble(-value.AsDouble),
        CelKind.Duration => value.AsInt == long.MinValue ? IntOverflow : CelValue.FromDuration(-value.AsInt),
        _ => CelValue.NoSuchOverload,
    };

    public static CelValue Add(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => Int((Int128)left.AsInt + right.AsInt),
        (CelKind.Uint, CelKind.Uint) => Uint((UInt128)left.AsUint + right.AsUint),
        (CelKind.Double, CelKind.Double) => CelValue.FromDouble(left.AsDouble + right.AsDouble),
        (CelKind.Duration, CelKind.Duration) => Duration((Int128)left.AsInt + right.AsInt),
        (CelKind.Timestamp, CelKind.Duration) => Shift(left.AsTimestamp, right.AsInt),
        (CelKind.Duration, CelKind.Timestamp) => Shift(right.AsTimestamp, left.AsInt),
        _ => CelValue.NoSuchOverload,
    };

    public static CelValue Subtract(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => Int((Int128)left.AsInt - right.AsInt),
        (CelKind.Uint, CelKind.Uint) => left.AsUint >= right.AsUint ? CelValue.FromUint(left.AsUint - right.AsUint) : UintOverflow,
        (CelKind.Double, CelKind.Double) => CelValue.FromDouble(left.AsDouble - right.AsDouble),
        (CelKind.Duration, CelKind.Duration) => Duration((Int128)left.AsInt - right.AsInt),
        (CelKind.Timestamp, CelKind.Duration) => right.AsInt == long.MinValue ? IntOverflow : Shift(left.AsTimestamp, -right.AsInt),
        (CelKind.Timestamp, CelKind.Timestamp) => Duration(Nanoseconds(left.AsTimestamp) - Nanoseconds(right.AsTimestamp)),
        _ => CelValue.NoSuchOverload,
    };

    public static CelValue Multiply(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => Int((Int128)left.AsInt * right.AsInt),
        (CelKind.Uint, CelKind.Uint) => Uint((UInt128)left.AsUint * right.AsUint),
        (CelKind.Double, CelKind.Double) => CelValue.FromDouble(left.AsDouble * right.AsDouble),
        _ => CelValue.NoSuchOverload,
    };

    public static CelValue Divide(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => right.AsInt == 0 ? CelValue.Error("division by zero") : Int((Int128)left.AsInt / right.AsInt),
        (CelKind.Uint, CelKind.Uint) => right.AsUint == 0 ? CelValue.Error("division by zero") : CelValue.FromUint(left.AsUint / right.AsUint),
        (CelKind.Double, CelKind.Double) => CelValue.FromDouble(left.AsDouble / right.AsDouble),
        _ => CelValue.NoSuchOverload,
    };

    public static CelValue Modulo(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) when right.AsInt == 0 => CelValue.Error("modulus by zero"),
        (CelKind.Int, CelKind.Int) => left.AsInt == long.MinValue && right.AsInt == -1 ? IntOverflow : CelValue.FromInt(left.AsInt % right.AsInt),
        (CelKind.Uint, CelKind.Uint) => right.AsUint == 0 ? CelValue.Error("modulus by zero") : CelValue.FromUint(left.AsUint % right.AsUint),
        _ => CelValue.NoSuchOverload,
    };

    /// <summary>-1, 0 or 1 as int, or an error where the two cannot be ordered.</summary>
    public static CelValue Compare(CelValue left, CelValue right)
    {
        if (CelNumbers.IsNumber(left.Kind) && CelEquality.IsNaN(left))
        {
            return CelValue.Error("NaN values cannot be ordered");
        }

        if (CelNumbers.IsNumber(left.Kind) && CelNumbers.IsNumber(right.Kind))
        {
            return CelEquality.IsNaN(right) ? CelValue.Error("NaN values cannot be ordered") : CelValue.FromInt(CelNumbers.Compare(left, right));
        }

        if (left.Kind != right.Kind)
        {
            return CelValue.NoSuchOverload;
        }

        return left.Kind switch
        {
            CelKind.Bool or CelKind.Duration => CelValue.FromInt(left.AsInt.CompareTo(right.AsInt)),
            CelKind.String => CelValue.FromInt(Math.Sign(CelText.Compare(left.AsString, right.AsString))),
            CelKind.Bytes => CelValue.FromInt(Math.Sign(left.AsBytes.AsSpan().SequenceCompareTo(right.AsBytes))),
            CelKind.Timestamp => CelValue.FromInt(left.AsTimestamp.CompareTo(right.AsTimestamp)),
            _ => CelValue.NoSuchOverload,
        };
    }

    private static CelValue IntOverflow => CelValue.Error("integer overflow");

    private static CelValue UintOverflow => CelValue.Error("unsigned integer overflow");

    private static CelValue Int(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? CelValue.FromInt((long)value) : IntOverflow;

    private static CelValue Uint(UInt128 value) => value <= ulong.MaxValue ? CelValue.FromUint((ulong)value) : UintOverflow;

    private static CelValue Duration(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? CelValue.FromDuration((long)value) : IntOverflow;

    private static Int128 Nanoseconds(CelTimestamp instant) => ((Int128)instant.Seconds * Second) + instant.Nanoseconds;

    private static CelValue Shift(CelTimestamp instant, long nanoseconds)
    {
        Int128 sum = Nanoseconds(instant) + nanoseconds;
        Int128 seconds = sum / Second;
        Int128 rest = sum % Second;
        if (rest < 0)
        {
            rest += Second;
            seconds--;
        }

        return CelTimestamp.IsInRange((long)seconds) ? CelValue.FromTimestamp(instant with { Seconds = (long)seconds, Nanoseconds = (int)rest }) : CelValue.Error("timestamp overflow");
    }
}
