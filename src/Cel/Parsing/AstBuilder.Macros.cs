using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Parsing;

/// <summary>The macros of Flux's environment.</summary>
internal sealed partial class AstBuilder
{
    private const string Accumulator = "__result__";
    private const string UnusedVariable = "#unused";

    /// <summary>The expansion of a call that is a macro, null for any other call.</summary>
    private Expr? Expand(int id, string function, Expr? target, Expr[] arguments)
    {
        MacroNodes make = new(Numbers, id);
        try
        {
            Expr? expanded = (function, arguments.Length, target) switch
            {
                ("has", 1, null) => Has(make, arguments[0]),
                ("all", 2, { }) => All(make, target, arguments),
                ("exists", 2, { }) => Exists(make, target, arguments),
                ("exists_one", 2, { }) => ExistsOne(make, target, arguments),
                ("map", 2, { }) => Map(make, target, arguments[0], null, arguments[1]),
                ("map", 3, { }) => Map(make, target, arguments[0], arguments[1], arguments[2]),
                ("filter", 2, { }) => Filter(make, target, arguments),
                ("optMap", 2, { }) => OptMap(make, target, arguments, isFlat: false),
                ("optFlatMap", 2, { }) => OptMap(make, target, arguments, isFlat: true),
                _ => null,
            };
            if (expanded is not null)
            {
                Numbers.Delete(id);
            }

            return expanded;
        }
        catch (MacroException wrong)
        {
            int offset = Numbers.OffsetOf(wrong.Id);
            Numbers.Delete(id);
            return Report(offset, wrong.Message);
        }
    }

    private static SelectExpr Has(MacroNodes make, Expr argument) => argument is SelectExpr select
        ? new SelectExpr(make.Next(), select.Operand, select.Field, IsTest: true)
        : throw new MacroException(argument.Id, "invalid argument to has() macro");

    private static ComprehensionExpr All(MacroNodes make, Expr range, Expr[] arguments)
    {
        string variable = Variable(arguments[0], "argument must be a simple name");
        Expr initial = make.Literal(CelValue.True);
        Expr condition = make.Call(Operators.NotStrictlyFalse, make.Ident(Accumulator));
        Expr step = make.Call(Operators.LogicalAnd, make.Ident(Accumulator), arguments[1]);
        Expr result = make.Ident(Accumulator);
        return new ComprehensionExpr(make.Next(), range, variable, Accumulator, initial, condition, step, result);
    }

    private static ComprehensionExpr Exists(MacroNodes make, Expr range, Expr[] arguments)
    {
        string variable = Variable(arguments[0], "argument must be a simple name");
        Expr initial = make.Literal(CelValue.False);
        Expr condition = make.Call(Operators.NotStrictlyFalse, make.Call(Operators.LogicalNot, make.Ident(Accumulator)));
        Expr step = make.Call(Operators.LogicalOr, make.Ident(Accumulator), arguments[1]);
        Expr result = make.Ident(Accumulator);
        return new ComprehensionExpr(make.Next(), range, variable, Accumulator, initial, condition, step, result);
    }

    private static ComprehensionExpr ExistsOne(MacroNodes make, Expr range, Expr[] arguments)
    {
        string variable = Variable(arguments[0], "argument must be a simple name");
        Expr initial = make.Literal(CelValue.FromInt(0));
        Expr condition = make.Literal(CelValue.True);
        Expr counted = make.Call(Operators.Add, make.Ident(Accumulator), make.Literal(CelValue.FromInt(1)));
        Expr step = make.Call(Operators.Conditional, arguments[1], counted, make.Ident(Accumulator));
        Expr result = make.Call(Operators.EqualTo, make.Ident(Accumulator), make.Literal(CelValue.FromInt(1)));
        return new ComprehensionExpr(make.Next(), range, variable, Accumulator, initial, condition, step, result);
    }

    private static ComprehensionExpr Map(MacroNodes make, Expr range, Expr element, Expr? filter, Expr transform)
    {
        string variable = Variable(element, "argument is not an identifier");
        Expr initial = make.List();
        Expr condition = make.Literal(CelValue.True);
        Expr step = make.Call(Operators.Add, make.Ident(Accumulator), make.List(transform));
        if (filter is not null)
        {
            step = make.Call(Operators.Conditional, filter, step, make.Ident(Accumulator));
        }

        Expr result = make.Ident(Accumulator);
        return new ComprehensionExpr(make.Next(), range, variable, Accumulator, initial, condition, step, result);
    }

    private static ComprehensionExpr Filter(MacroNodes make, Expr range, Expr[] arguments)
    {
        string variable = Variable(arguments[0], "argument is not an identifier");
        Expr initial = make.List();
        Expr condition = make.Literal(CelValue.True);
        Expr step = make.Call(Operators.Add, make.Ident(Accumulator), make.List(arguments[0]));
        step = make.Call(Operators.Conditional, arguments[1], step, make.Ident(Accumulator));
        Expr result = make.Ident(Accumulator);
        return new ComprehensionExpr(make.Next(), range, variable, Accumulator, initial, condition, step, result);
    }

    private static CallExpr OptMap(MacroNodes make, Expr target, Expr[] arguments, bool isFlat)
    {
        string variable = arguments[0] is IdentExpr ident ? ident.Name : throw new MacroException(arguments[0].Id, $"{(isFlat ? "optFlatMap" : "optMap")}() variable name must be a simple identifier");
        Expr condition = make.MemberCall("hasValue", target);
        Expr range = make.List();
        Expr initial = make.MemberCall("value", make.Copy(target));
        Expr never = make.Literal(CelValue.False);
        Expr step = make.Ident(variable);
        Expr mapped = new ComprehensionExpr(make.Next(), range, UnusedVariable, variable, initial, never, step, arguments[1]);
        if (!isFlat)
        {
            mapped = make.Call("optional.of", mapped);
        }

        Expr none = make.Call("optional.none");
        return make.Call(Operators.Conditional, condition, mapped, none);
    }

    private static string Variable(Expr argument, string wrong)
    {
        string name = argument is IdentExpr ident ? ident.Name : throw new MacroException(argument.Id, wrong);
        return name != Accumulator ? name : throw new MacroException(argument.Id, "iteration variable overwrites accumulator variable");
    }
}
