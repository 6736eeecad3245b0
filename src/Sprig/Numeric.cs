using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's arithmetic on int64 and float64, and its ranges of ints.</summary>
internal static class Numeric
{
    /// <summary>How many UTF-16 units an element of a list is charged for: the memory that it takes.</summary>

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("atoi", static (_, args) => Value.FromInt(Atoi(args[0].Text())), S),
        Of("int", static (_, args) => Value.FromInt(Cast.ToInt64(args[0])), Any),
        Of("int64", static (_, args) => Value.FromInt64(Cast.ToInt64(args[0])), Any),
        Of("float64", static (_, args) => Value.FromFloat64(Cast.ToFloat64(args[0])), Any),
        Of("toDecimal", static (_, args) => Value.FromInt64(ToDecimal(args[0])), Any),
        Variadic("add", static (_, args) => Value.FromInt64(Fold(args, 0, static (sum, number) => unchecked(sum + number))), Any),
        Of("add1", static (_, args) => Value.FromInt64(unchecked(Cast.ToInt64(args[0]) + 1)), Any),
        Of("sub", static (_, args) => Value.FromInt64(unchecked(Cast.ToInt64(args[0]) - Cast.ToInt64(args[1]))), Any, Any),
        Variadic("mul", static (_, args) => Value.FromInt64(Fold(args[1..], Cast.ToInt64(args[0]), static (product, number) => unchecked(product * number))), Any, Any),
        Of("div", static (_, args) => Value.FromInt64(Divide(args[0], args[1])), Any, Any),
        Of("mod", static (_, args) => Value.FromInt64(Modulo(args[0], args[1])), Any, Any),
        Variadic("max", static (_, args) => Value.FromInt64(Fold(args[1..], Cast.ToInt64(args[0]), Math.Max)), Any, Any),
        Variadic("biggest", static (_, args) => Value.FromInt64(Fold(args[1..], Cast.ToInt64(args[0]), Math.Max)), Any, Any),
        Variadic("min", static (_, args) => Value.FromInt64(Fold(args[1..], Cast.ToInt64(args[0]), Math.Min)), Any, Any),
        Variadic("maxf", static (_, args) => Value.FromFloat64(FoldFloats(args, Math.Max)), Any, Any),
        Variadic("minf", static (_, args) => Value.FromFloat64(FoldFloats(args, Math.Min)), Any, Any),
        Of("floor", static (_, args) => Value.FromFloat64(Math.Floor(Cast.ToFloat64(args[0]))), Any),
        Of("ceil", static (_, args) => Value.FromFloat64(Math.Ceiling(Cast.ToFloat64(args[0]))), Any),
        Variadic("round", static (_, args) => Value.FromFloat64(Round(args)), Any, I, F),
        Of("until", static (frame, args) => ToList(UntilStep(frame, 0, args[0].Bits, args[0].Bits < 0 ? -1 : 1)), I),
        Of("untilStep", static (frame, args) => ToList(UntilStep(frame, args[0].Bits, args[1].Bits, args[2].Bits)), I, I, I),
        Variadic("seq", static (frame, args) => Value.FromString(Sequence(frame, args)), I),
    ];

    private static long Atoi(string text) => GoNumber.Atoi(text, out long number) is NumberError.Syntax ? 0 : number;

    /// <summary>The digits of a value read as octal.</summary>
    private static long ToDecimal(in Value value) =>
        GoNumber.ParseInt(GoFormat.Sprint(value), 8, 64, out long number) is NumberError.None ? number : 0;

    private static long Fold(ReadOnlySpan<Value> values, long start, Func<long, long, long> step)
    {
        foreach (Value value in values)
        {
            start = step(start, Cast.ToInt64(value));
        }

        return start;
    }

    private static double FoldFloats(ReadOnlySpan<Value> values, Func<double, double, double> step)
    {
        double result = Cast.ToFloat64(values[0]);
        foreach (Value value in values[1..])
        {
            result = step(result, Cast.ToFloat64(value));
        }

        return result;
    }

    private static long Divide(in Value dividend, in Value divisor)
    {
        long by = Divisor(divisor);
        return by == -1 ? unchecked(-Cast.ToInt64(dividend)) : Cast.ToInt64(dividend) / by;
    }

    private static long Modulo(in Value dividend, in Value divisor)
    {
        long by = Divisor(divisor);
        return by == -1 ? 0 : Cast.ToInt64(dividend) % by;
    }

    private static long Divisor(in Value value)
    {
        long by = Cast.ToInt64(value);
        return by != 0 ? by : throw new FunctionException("runtime error: integer divide by zero");
    }

    /// <summary>Sprig's rounding, which for negative numbers always goes down.</summary>
    private static double Round(ReadOnlySpan<Value> args)
    {
        double roundOn = args.Length > 2 ? args[2].Float() : 0.5;
        double power = PowerOfTen(args[1].Bits);
        double digit = power * Cast.ToFloat64(args[0]);
        double fraction = double.IsInfinity(digit) ? double.NaN : digit - Math.Truncate(digit);
        return (fraction >= roundOn ? Math.Ceiling(digit) : Math.Floor(digit)) / power;
    }

    /// <summary>Go's <c>math.Pow(10, n)</c>: by squares, so that far powers miss the nearest number as Go's do.</summary>
    private static double PowerOfTen(long power)
    {
        if (Math.Abs(Math.Clamp(power, -1000, 1000)) == 1000)
        {
            return power > 0 ? double.PositiveInfinity : 0;
        }

        double result = 1;
        double square = 0.625;    // 10 = 0.625 × 2^4
        int exponent = 0;
        int squareExponent = 4;
        for (long rest = Math.Abs(power); rest != 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                result *= square;
                exponent += squareExponent;
            }

            square *= square;
            squareExponent <<= 1;
            if (square < 0.5)
            {
                square += square;
                squareExponent--;
            }
        }

        return power < 0 ? Math.ScaleB(1 / result, -exponent) : Math.ScaleB(result, exponent);
    }

    private static List<long> UntilStep(Frame frame, long start, long stop, long step)
    {
        List<long> numbers = [];
        if (stop < start ? step >= 0 : step <= 0)
        {
            return numbers;
        }

        Int128 count = (Int128.Abs((Int128)stop - start) + Int128.Abs(step) - 1) / Int128.Abs(step);
        frame.ChargeText((long)Int128.Min(count, long.MaxValue / Frame.ElementCharge) * Frame.ElementCharge);
        for (Int128 number = start; stop < start ? number > stop : number < stop; number += step)
        {
            numbers.Add((long)number);
        }

        return numbers;
    }

    private static Value ToList(List<long> numbers)
    {
        List<Value> items = new(numbers.Count);
        foreach (long number in numbers)
        {
            items.Add(Value.FromInt(number));
        }

        return Value.FromList(new ValueList(GoType.IntSlice, items) { Reserved = 0 });
    }

    private static string Sequence(Frame frame, ReadOnlySpan<Value> args)
    {
        long start = 1;
        long step = 1;
        long end;
        switch (args.Length)
        {
            case 1:
                end = args[0].Bits;
                break;
            case 2:
                (start, end) = (args[0].Bits, args[1].Bits);
                break;
            case 3:
                (start, step, end) = (args[0].Bits, args[1].Bits, args[2].Bits);
                break;
            default:
                return "";
        }

        int toward = end < start ? -1 : 1;
        if (args.Length < 3)
        {
            step = toward;
        }
        else if (toward < 0 && step > 0)
        {
            return "";
        }

        StringBuilder text = new();
        foreach (long number in UntilStep(frame, start, unchecked(end + toward), step))
        {
            text.Append(text.Length > 0 ? " " : "").Append(number);
        }

        return text.ToString();
    }
}
