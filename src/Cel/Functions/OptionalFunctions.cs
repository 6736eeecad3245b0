using Steersman.Cel.Checking;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>Optional values (cel-go <c>cel.OptionalTypes</c>, all versions). <c>or</c> and <c>orValue</c> are the evaluator's: they do not look at what they do not need.</summary>
internal static class OptionalFunctions
{
    private static readonly CelType V = CelType.Parameter("V");
    private static readonly CelType OptionalV = CelType.Optional(V);
    private static readonly CelType ListOfV = CelType.List(V);

    public static IEnumerable<CelFunction> All { get; } =
    [
        new("optional.of", [new Overload(false, OptionalV, [V], static (_, values) => CelValue.Some(values[0]))]),
        new("optional.ofNonZeroValue", [new Overload(false, OptionalV, [V], static (_, values) => IsZero(values[0]) ? CelValue.None : CelValue.Some(values[0]))]),
        new("optional.none", [new Overload(false, OptionalV, [], static (_, _) => CelValue.None)]) { IsVariadic = true },
        new("optional.unwrap", [new Overload(false, ListOfV, [CelType.List(OptionalV)], Unwrap)]),
        new("unwrapOpt", [new Overload(true, ListOfV, [CelType.List(OptionalV)], Unwrap)]),
        new("value", [
            new Overload(true, V, [OptionalV], static (_, values) => values[0].AsOptional is { } inside ? inside.Value : CelValue.Error("optional.none() dereference"))]),
        new("hasValue", [new Overload(true, CelType.Bool, [OptionalV], static (_, values) => CelValue.FromBool(values[0].AsOptional is not null))]),
        new("or", [new Overload(true, OptionalV, [OptionalV, OptionalV], null)]),
        new("orValue", [new Overload(true, V, [OptionalV, V], null)]),
        new("first", [new Overload(true, OptionalV, [ListOfV], static (_, values) => values[0].AsList is { Count: > 0 } list ? CelValue.Some(list[0]) : CelValue.None)]),
        new("last", [new Overload(true, OptionalV, [ListOfV], static (_, values) => values[0].AsList is { Count: > 0 } list ? CelValue.Some(list[list.Count - 1]) : CelValue.None)]),
    ];

    private static bool IsZero(CelValue value) => value.Kind switch
    {
        CelKind.Null => true,
        CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.Duration => value.AsInt == 0,
        CelKind.Double => value.AsDouble == 0,
        CelKind.String => value.AsString.Length == 0,
        CelKind.Bytes => value.AsBytes.Length == 0,
        CelKind.List => value.AsList.Count == 0,
        CelKind.Map => value.AsMap.Count == 0,
        CelKind.Timestamp => value.AsTimestamp is { Seconds: CelTimestamp.MinSeconds, Nanoseconds: 0 },
        _ => false,
    };

    private static CelValue Unwrap(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        CelList list = values[0].AsList;
        List<CelValue> inside = [];
        context.Spend(list.Count);
        for (int index = 0; index < list.Count; index++)
        {
            if (list[index].Kind != CelKind.Optional)
            {
                return CelValue.Error($"value {list[index]} is not optional");
            }

            if (list[index].AsOptional is { } one)
            {
                inside.Add(one.Value);
            }
        }

        return CelValue.FromList(new ArrayCelList(inside));
    }
}
