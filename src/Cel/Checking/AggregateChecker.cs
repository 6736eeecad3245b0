using Steersman.Cel.Functions;
using Steersman.Cel.Nodes;
using Steersman.Cel.Parsing;
using Steersman.Cel.Values;

namespace Steersman.Cel.Checking;

/// <summary>What cel-go's validators look for in a checked expression: literals of mixed types, and format strings that their arguments do not fit.</summary>
internal sealed class AggregateChecker(CheckedExpression expression, NodeNumbers numbers, IssueList issues)
{
    /// <summary>Goes through the expression.</summary>
    public void Check() => Visit(expression.Root, isInFormat: false);

    private CelType Type(Expr expr) => expression.Types[expr.Id];

    private void Report(int id, string message) => issues.Report(numbers.OffsetOf(id), message);

    private void Visit(Expr? expr, bool isInFormat)
    {
        switch (expr)
        {
            case SelectExpr select:
                Visit(select.Operand, isInFormat);
                break;
            case CallExpr call:
                VisitCall(call, isInFormat || call.Function == "format");
                break;
            case ListExpr list:
                VisitList(list, isInFormat);
                break;
            case MapExpr map:
                VisitMap(map, isInFormat);
                break;
            case StructExpr message:
                VisitAll(message.Fields.Select(field => field.Value), isInFormat);
                break;
            case ComprehensionExpr fold:
                VisitAll([fold.Range, fold.Initial, fold.Condition, fold.Step, fold.Result], isInFormat);
                break;
            default:
                break;
        }
    }

    private void VisitAll(IEnumerable<Expr> expressions, bool isInFormat)
    {
        foreach (Expr expr in expressions)
        {
            Visit(expr, isInFormat);
        }
    }

    private void VisitCall(CallExpr call, bool isInFormat)
    {
        Visit(call.Target, isInFormat);
        VisitAll(call.Arguments, isInFormat);
        if (call is { Function: "format", Target: LiteralExpr { Value: { Kind: CelKind.String } format }, Arguments: [ListExpr arguments] })
        {
            CheckFormat(call, format.AsString, arguments.Elements);
        }
    }

    private void VisitList(ListExpr list, bool isInFormat)
    {
        VisitAll(list.Elements, isInFormat);
        if (isInFormat)
        {
            return;
        }

        CelType? first = null;
        for (int index = 0; index < list.Elements.Count; index++)
        {
            CelType type = Unwrapped(Type(list.Elements[index]), list.Optionals.Contains(index));
            first ??= type;
            if (!first.IsExactly(type))
            {
                ReportMismatch(list.Elements[index], first, type);
                return;
            }
        }
    }

    private void VisitMap(MapExpr map, bool isInFormat)
    {
        VisitAll(map.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }), isInFormat);
        if (isInFormat || map.Entries is not [var first, ..])
        {
            return;
        }

        CelType keyType = Type(first.Key);
        CelType valueType = Unwrapped(Type(first.Value), first.IsOptional);
        foreach (MapEntry entry in map.Entries)
        {
            CelType key = Type(entry.Key);
            CelType value = Unwrapped(Type(entry.Value), entry.IsOptional);
            if (!keyType.IsExactly(key))
            {
                ReportMismatch(entry.Key, keyType, key);
            }

            if (!valueType.IsExactly(value))
            {
                ReportMismatch(entry.Value, valueType, value);
            }
        }
    }

    private static CelType Unwrapped(CelType type, bool isOptional) => isOptional && type.Parameters.Count > 0 ? type.Parameters[0] : type;

    private void ReportMismatch(Expr expr, CelType expected, CelType actual) => Report(expr.Id, $"expected type '{expected.Display}' but found '{actual.Display}'");

    private void CheckFormat(CallExpr call, string format, IReadOnlyList<Expr> arguments)
    {
        int seen = 0;
        int at = call.Id;
        string? error = FormatString.Read(format, arguments.Count, isStatic: true, static _ => { }, (clause, index) =>
        {
            seen++;
            if (Misfit(clause, arguments[index]) is not { } misfit)
            {
                return null;
            }

            at = misfit.Id;
            return clause.Misuse(Type(misfit).Name);
        });
        if (error is not null)
        {
            Report(at, error);
        }
        else if (arguments.Count > seen)
        {
            Report(call.Id, $"too many arguments supplied to string.format (expected {seen}, got {arguments.Count})");
        }
    }

    /// <summary>The part of an argument that a clause cannot show; null where it can show all of it.</summary>
    private Expr? Misfit(FormatClause clause, Expr argument)
    {
        TypeKind kind = Type(argument).Kind;
        bool isInteger = kind is TypeKind.Int or TypeKind.Uint;
        bool fits = kind == TypeKind.Dyn || clause.Verb switch
        {
            's' => kind is not (TypeKind.Opaque or TypeKind.Any or TypeKind.Error or TypeKind.Parameter),
            'd' or 'f' or 'e' => isInteger || kind == TypeKind.Double,
            'b' => isInteger || kind == TypeKind.Bool,
            'o' => isInteger,
            _ => isInteger || kind is TypeKind.String or TypeKind.Bytes,
        };
        if (!fits)
        {
            return argument;
        }

        return clause.Verb != 's' ? null : argument switch
        {
            ListExpr list => list.Elements.Select(element => Misfit(clause, element)).FirstOrDefault(misfit => misfit is not null),
            MapExpr map => map.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }).Select(part => Misfit(clause, part)).FirstOrDefault(misfit => misfit is not null),
            _ => null,
        };
    }
}
