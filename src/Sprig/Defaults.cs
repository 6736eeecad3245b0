using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's defaults and choices; emptiness is the same as falsehood but for structs.</summary>
internal static class Defaults
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Variadic("default", static (_, args) => args.Length < 2 || IsEmpty(args[1]) ? args[0] : args[1], Any, Any),
        Of("empty", static (_, args) => Value.FromBool(IsEmpty(args[0])), Any),
        Variadic("coalesce", static (_, args) => FirstFull(args), Any),
        Variadic("all", static (_, args) => Value.FromBool(All(args)), Any),
        Variadic("any", static (_, args) => Value.FromBool(!FirstFull(args).IsNil), Any),
        Of("ternary", static (_, args) => args[2].Bits != 0 ? args[0] : args[1], Any, Any, B),
    ];

    /// <summary>Sprig's <c>empty</c>: nil, false, zero, and what has no elements; never a struct.</summary>
    public static bool IsEmpty(in Value value) => !Truth.Of(value);

    private static Value FirstFull(ReadOnlySpan<Value> values)
    {
        foreach (Value value in values)
        {
            if (!IsEmpty(value))
            {
                return value;
            }
        }

        return Value.Nil;
    }

    private static bool All(ReadOnlySpan<Value> values)
    {
        foreach (Value value in values)
        {
            if (IsEmpty(value))
            {
                return false;
            }
        }

        return true;
    }
}
