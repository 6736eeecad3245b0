using Steersman.Cel.Checking;
using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>The operators, and the functions that work on values of several types.</summary>
internal static class OperatorFunctions
{
    private static readonly CelType A = CelType.Parameter("A");
    private static readonly CelType B = CelType.Parameter("B");
    private static readonly CelType ListOfA = CelType.List(A);
    private static readonly CelType MapOfAToB = CelType.Map(A, B);

    private static readonly CelType[] Ordered =
        [CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.Timestamp, CelType.Duration];

    public static IEnumerable<CelFunction> All { get; } =
    [
        new(Operators.Conditional, [Of(A, CelType.Bool, A, A)]),
        new(Operators.LogicalAnd, [Of(CelType.Bool, CelType.Bool, CelType.Bool)]),
        new(Operators.LogicalOr, [Of(CelType.Bool, CelType.Bool, CelType.Bool)]),
        new(Operators.LogicalNot, [Of(CelType.Bool, CelType.Bool)])
        {
            Arity = 1,
            Operation = static (_, values) => values[0].Kind == CelKind.Bool ? CelValue.FromBool(!values[0].IsTrue) : CelValue.NoSuchOverload,
        },
        new(Operators.NotStrictlyFalse, [Of(CelType.Bool, CelType.Bool)]) { Arity = 1, Operation = static (_, values) => NotStrictlyFalse(values[0]) },
        new("__not_strictly_false__", []) { IsDeclared = false, Arity = 1, Operation = static (_, values) => NotStrictlyFalse(values[0]) },
        new(Operators.EqualTo, [Of(CelType.Bool, A, A)]),
        new(Operators.NotEqualTo, [Of(CelType.Bool, A, A)]),
        Binary(
            Operators.Add,
            Trait.Adder,
            Add,
            Same(CelType.Bytes),
            Same(CelType.Double),
            Same(CelType.Duration),
            Of(CelType.Timestamp, CelType.Duration, CelType.Timestamp),
            Of(CelType.Timestamp, CelType.Timestamp, CelType.Duration),
            Same(CelType.Int),
            Same(ListOfA),
            Same(CelType.String),
            Same(CelType.Uint)),
        Binary(Operators.Divide, Trait.Divider, static (_, values) => CelArithmetic.Divide(values[0], values[1]), Same(CelType.Double), Same(CelType.Int), Same(CelType.Uint)),
        Binary(Operators.Modulo, Trait.Modder, static (_, values) => CelArithmetic.Modulo(values[0], values[1]), Same(CelType.Int), Same(CelType.Uint)),
        Binary(Operators.Multiply, Trait.Multiplier, static (_, values) => CelArithmetic.Multiply(values[0], values[1]), Same(CelType.Double), Same(CelType.Int), Same(CelType.Uint)),
        Binary(
            Operators.Subtract,
            Trait.Subtractor,
            static (_, values) => CelArithmetic.Subtract(values[0], values[1]),
            Same(CelType.Double),
            Same(CelType.Duration),
            Same(CelType.Int),
            Of(CelType.Timestamp, CelType.Timestamp, CelType.Duration),
            Of(CelType.Duration, CelType.Timestamp, CelType.Timestamp),
            Same(CelType.Uint)),
        new(Operators.Negate, [Of(CelType.Double, CelType.Double), Of(CelType.Int, CelType.Int)]) { Arity = 1, Trait = Trait.Negator, Operation = static (_, values) => CelArithmetic.Negate(values[0]) },
        Order(Operators.Less, static order => order < 0),
        Order(Operators.LessOrEqual, static order => order <= 0),
        Order(Operators.Greater, static order => order > 0),
        Order(Operators.GreaterOrEqual, static order => order >= 0),
        new(Operators.Index, [
            Of(A, ListOfA, CelType.Int),
            Of(B, MapOfAToB, A),
            Of(CelType.Optional(A), CelType.Optional(ListOfA), CelType.Int),
            Of(CelType.Optional(B), CelType.Optional(MapOfAToB), A)]),
        new(Operators.OptIndex, [
            Of(CelType.Optional(A), ListOfA, CelType.Int),
            Of(CelType.Optional(A), CelType.Optional(ListOfA), CelType.Int),
            Of(CelType.Optional(B), MapOfAToB, A),
            Of(CelType.Optional(B), CelType.Optional(MapOfAToB), A)]),
        new(Operators.OptSelect, [Of(CelType.Optional(A), CelType.Dyn, CelType.String)]),
        Binary(Operators.In, Trait.None, In, Of(CelType.Bool, A, ListOfA), Of(CelType.Bool, A, MapOfAToB)),
        new("_in_", []) { IsDeclared = false, Arity = 2, Operation = In },
        new("size", [.. Sized(isMember: false), .. Sized(isMember: true)]) { Arity = 1, Trait = Trait.Sizer, Operation = static (context, values) => Size(values[0]) },
        Binary("matches", Trait.Matcher, Matches, Of(CelType.Bool, CelType.String, CelType.String), new(true, CelType.Bool, [CelType.String, CelType.String], null)),
        new("type", [Of(CelType.TypeOf(A), A)]) { Arity = 1, Operation = static (_, values) => CelValue.FromTypeName(RuntimeTypes.NameOf(values[0])) },
        new("dyn", [Of(CelType.Dyn, A)]) { Arity = 1, Operation = static (_, values) => values[0] },
    ];

    private static Overload Of(CelType result, params CelType[] parameters) => new(false, result, parameters, null);

    private static Overload Same(CelType type) => Of(type, type, type);

    private static CelFunction Binary(string name, Trait trait, CelOperation operation, params Overload[] overloads) => new(name, overloads) { Arity = 2, Trait = trait, Operation = operation };

    private static IEnumerable<Overload> Sized(bool isMember) =>
        new[] { CelType.Bytes, ListOfA, MapOfAToB, CelType.String }.Select(type => new Overload(isMember, CelType.Int, [type], null));

    private static CelFunction Order(string name, Func<long, bool> isSo)
    {
        CelType[] numbers = [CelType.Int, CelType.Uint, CelType.Double];
        IEnumerable<Overload> overloads = Ordered.Select(type => Of(CelType.Bool, type, type))
            .Concat(numbers.SelectMany(left => numbers.Where(right => right != left).Select(right => Of(CelType.Bool, left, right))));
        return Binary(name, Trait.Comparer, Compare, [.. overloads]);

        CelValue Compare(Evaluation.EvaluationContext context, ReadOnlySpan<CelValue> values)
        {
            CelValue order = CelArithmetic.Compare(values[0], values[1]);
            return order.IsError ? order : CelValue.FromBool(isSo(order.AsInt));
        }
    }

    private static CelValue NotStrictlyFalse(CelValue value) => value.Kind == CelKind.Bool ? value : CelValue.True;

    private static CelValue Add(Evaluation.EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        (CelValue left, CelValue right) = (values[0], values[1]);
        switch (left.Kind, right.Kind)
        {
            case (CelKind.String, CelKind.String):
                context.SpendText(left.AsString.Length + right.AsString.Length);
                return CelValue.FromString(left.AsString + right.AsString);
            case (CelKind.Bytes, CelKind.Bytes):
                context.SpendText(left.AsBytes.Length + right.AsBytes.Length);
                return CelValue.FromBytes([.. left.AsBytes, .. right.AsBytes]);
            case (CelKind.List, CelKind.List) when left.AsList is GrowingCelList growing:
                context.Spend(right.AsList.Count);
                growing.AddRange(right.AsList);
                return left;
            case (CelKind.List, CelKind.List):
                context.Spend(left.AsList.Count + right.AsList.Count);
                GrowingCelList sum = new();
                sum.AddRange(left.AsList);
                sum.AddRange(right.AsList);
                return CelValue.FromList(sum.Freeze());
            default:
                return CelArithmetic.Add(left, right);
        }
    }

    private static CelValue In(Evaluation.EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        switch (values[1].Kind)
        {
            case CelKind.List:
                context.Spend(values[1].AsList.Count);
                return CelValue.FromBool(CelEquality.Contains(values[1].AsList, values[0]));
            case CelKind.Map:
                return CelValue.FromBool(values[1].AsMap.TryFind(values[0], out _));
            default:
                return CelValue.NoSuchOverload;
        }
    }

    private static CelValue Size(CelValue value) => CelValue.FromInt(value.Kind switch
    {
        CelKind.String => CelText.Length(value.AsString),
        CelKind.Bytes => value.AsBytes.Length,
        CelKind.List => value.AsList.Count,
        _ => value.AsMap.Count,
    });

    private static CelValue Matches(Evaluation.EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        if (values[1].Kind != CelKind.String)
        {
            return CelValue.NoSuchOverload;
        }

        context.SpendText((long)values[0].AsString.Length * (1 + (values[1].AsString.Length / 10)));
        return CelPattern.TryCompile(values[1].AsString, out CelPattern? pattern, out string error) ? CelValue.FromBool(pattern.IsMatch(values[0].AsString)) : CelValue.Error(error);
    }
}
