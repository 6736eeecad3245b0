using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's arithmetic on decimal numbers: addf 1.1 2.2 is 3.3.</summary>
internal static class DecimalMath
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("add1f", static (_, args) => Fold(Number(args[0]), [Value.FromInt(1)], static (left, right) => left + right), Any),
        Variadic("addf", static (_, args) => Fold(GoDecimal.FromDouble(0), args, static (left, right) => left + right), Any),
        Variadic("subf", static (_, args) => Fold(Number(args[0]), args[1..], static (left, right) => left - right), Any, Any),
        Variadic("mulf", static (_, args) => Fold(Number(args[0]), args[1..], static (left, right) => left * right), Any, Any),
        Variadic("divf", static (_, args) => Fold(Number(args[0]), args[1..], static (left, right) => left / right), Any, Any),
    ];

    private static GoDecimal Number(in Value value) => GoDecimal.FromDouble(Cast.ToFloat64(value));

    private static Value Fold(GoDecimal start, ReadOnlySpan<Value> values, Func<GoDecimal, GoDecimal, GoDecimal> step)
    {
        foreach (Value value in values)
        {
            start = step(start, Number(value));
        }

        return Value.FromFloat64(start.ToDouble());
    }
}
