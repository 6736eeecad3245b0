using Steersman.Cel.Functions;
using Steersman.Cel.Nodes;
using Steersman.Cel.Parsing;
using Steersman.Cel.Values;

namespace Steersman.Cel.Checking;

/// <summary>Finds the type of every node, and what does not fit (cel-go <c>checker/checker.go</c>).</summary>
internal sealed partial class Checker
{
    private readonly Dictionary<int, CelType> _types = [];
    private readonly TypeBindings _bindings = new();
    private readonly Declarations _declarations;
    private readonly NodeNumbers _numbers;
    private readonly IssueList _issues;

    private Checker(Declarations declarations, NodeNumbers numbers, IssueList issues)
    {
        _declarations = declarations;
        _numbers = numbers;
        _issues = issues;
    }

    /// <summary>Checks an expression.</summary>
    /// <param name="parsed">The tree.</param>
    /// <param name="variables">The variables and their types.</param>
    /// <param name="issues">Takes what is wrong; the result is of use only where nothing is.</param>
    /// <exception cref="TypeLimitException">A type becomes too large.</exception>
    public static CheckedExpression Check(ParsedExpression parsed, IReadOnlyDictionary<string, CelType> variables, IssueList issues)
    {
        Checker checker = new(new Declarations(variables), parsed.Numbers, issues);
        Expr root = checker.Visit(parsed.Root);
        Dictionary<int, CelType> types = checker._types.ToDictionary(entry => entry.Key, entry => checker._bindings.Substitute(entry.Value, unknownIsDyn: true));
        return new CheckedExpression(root, types);
    }

    private Expr Visit(Expr expr)
    {
        switch (expr)
        {
            case LiteralExpr literal:
                return Typed(literal, TypeOf(literal.Value));
            case IdentExpr ident:
                return Ident(ident);
            case SelectExpr select:
                return Select(select);
            case CallExpr call:
                return Call(call);
            case ListExpr list:
                return List(list);
            case MapExpr map:
                return Map(map);
            case StructExpr message:
                return Message(message);
            case ComprehensionExpr fold:
                return Fold(fold);
            default:
                return Typed(expr, CelType.Error);
        }
    }

    private static CelType TypeOf(CelValue value) => value.Kind switch
    {
        CelKind.Null => CelType.Null,
        CelKind.Bool => CelType.Bool,
        CelKind.Int => CelType.Int,
        CelKind.Uint => CelType.Uint,
        CelKind.Double => CelType.Double,
        CelKind.String => CelType.String,
        _ => CelType.Bytes,
    };

    private Expr Typed(Expr expr, CelType type)
    {
        _types[expr.Id] = type;
        return expr;
    }

    private CelType Type(Expr expr) => _types[expr.Id];

    private void Report(int id, string message) => _issues.Report(_numbers.OffsetOf(id), message);

    private void ReportUndeclared(int id, string name) => Report(id, $"undeclared reference to '{name}' (in container '')");

    private void ReportMismatch(int id, CelType expected, CelType actual) => Report(id, $"expected type '{expected.Display}' but found '{actual.Display}'");

    private Expr Ident(IdentExpr ident)
    {
        if (_declarations.Resolve(ident.Id, ident.Name, out CelType type) is { } resolved)
        {
            return Typed(resolved, type);
        }

        ReportUndeclared(ident.Id, ident.Name);
        return Typed(ident, CelType.Error);
    }

    private Expr Select(SelectExpr select)
    {
        if (Evaluation.Planner.QualifiedName(select) is { } name && _declarations.Resolve(select.Id, name, out CelType type) is { } resolved)
        {
            return Typed(resolved, type);
        }

        Expr operand = Visit(select.Operand);
        CelType field = FieldType(select.Id, operand, select.Field, isOptional: false);
        return Typed(select with { Operand = operand }, select.IsTest ? CelType.Bool : _bindings.Substitute(field, unknownIsDyn: false));
    }

    private CelType FieldType(int id, Expr operand, string field, bool isOptional)
    {
        CelType type = _bindings.Substitute(Type(operand), unknownIsDyn: false);
        CelType target = type.IsOptional ? type.Parameters[0] : type;
        CelType result = CelType.Dyn;
        if (target.Kind == TypeKind.Map)
        {
            result = target.Parameters[1];
        }
        else if (target.Kind == TypeKind.Parameter)
        {
            _bindings.IsAssignable(CelType.Dyn, target);
        }
        else if (!target.IsDynOrError)
        {
            Report(id, $"type '{target.Display}' does not support field selection");
        }

        return type.IsOptional || isOptional ? CelType.Optional(result) : result;
    }

    private Expr Call(CallExpr call)
    {
        if (call.Function == Operators.OptSelect)
        {
            Expr operand = Visit(call.Arguments[0]);
            string field = ((LiteralExpr)call.Arguments[1]).Value.AsString;
            CelType type = FieldType(call.Id, operand, field, isOptional: true);
            Typed(call.Arguments[1], CelType.String);
            return Typed(call with { Arguments = [operand, call.Arguments[1]] }, _bindings.Substitute(type, unknownIsDyn: false));
        }

        Expr[] arguments = [.. call.Arguments.Select(Visit)];
        if (call.Target is null)
        {
            return Resolve(call with { Arguments = arguments }, Declared(call.Function), call.Function);
        }

        if (Evaluation.Planner.QualifiedName(call.Target) is { } prefix && Declared($"{prefix}.{call.Function}") is { } global)
        {
            return Resolve(new CallExpr(call.Id, global.Name, null, arguments), global, global.Name);
        }

        return Resolve(call with { Target = Visit(call.Target), Arguments = arguments }, Declared(call.Function), call.Function);
    }

    private static CelFunction? Declared(string name) => CelFunctions.Find(name) is { IsDeclared: true } function ? function : null;

    private Expr Resolve(CallExpr call, CelFunction? function, string name)
    {
        if (function is null)
        {
            ReportUndeclared(call.Id, name);
            return Typed(call, CelType.Error);
        }

        List<CelType> arguments = [.. call.Target is null ? [] : new[] { Type(call.Target) }, .. call.Arguments.Select(Type)];
        if (function.Name is Operators.LogicalAnd or Operators.LogicalOr)
        {
            return Typed(call, AreBool(call) ? CelType.Bool : CelType.Error);
        }

        if (ResultType(function, arguments, call.Target is not null) is { } result)
        {
            return Typed(call, result);
        }

        string[] types = [.. arguments.Select(argument => _bindings.Substitute(argument, unknownIsDyn: true).Display)];
        string signature = call.Target is null ? $"({string.Join(", ", types)})" : $"{types[0]}.({string.Join(", ", types.Skip(1))})";
        Report(call.Id, $"found no matching overload for '{function.Name}' applied to '{signature}'");
        return Typed(call, CelType.Error);
    }

    private bool AreBool(CallExpr call)
    {
        bool areBool = true;
        foreach (Expr argument in call.Arguments)
        {
            if (!_bindings.IsAssignable(Type(argument), CelType.Bool))
            {
                ReportMismatch(argument.Id, CelType.Bool, Type(argument));
                areBool = false;
            }
        }

        return areBool;
    }

    /// <summary>The result of all overloads that take the arguments; dyn where they differ, null where there is none.</summary>
    private CelType? ResultType(CelFunction function, List<CelType> arguments, bool isMember)
    {
        CelType? result = null;
        foreach (Overload overload in function.Overloads)
        {
            if (overload.IsMember != isMember || overload.Parameters.Length != arguments.Count)
            {
                continue;
            }

            Dictionary<string, CelType> fresh = new(StringComparer.Ordinal);
            CelType[] parameters = [.. overload.Parameters.Select(parameter => Instantiate(parameter, fresh))];
            CelType given = Instantiate(overload.Result, fresh);
            if (!_bindings.AreAssignable(arguments, parameters))
            {
                continue;
            }

            given = _bindings.Substitute(given, unknownIsDyn: false);
            result = result is null ? given : result.IsDyn || given.IsExactly(result) ? result : CelType.Dyn;
        }

        return result;
    }

    private CelType Instantiate(CelType type, Dictionary<string, CelType> fresh)
    {
        if (type.Kind != TypeKind.Parameter)
        {
            return type.Parameters.Count == 0 ? type : type.With([.. type.Parameters.Select(parameter => Instantiate(parameter, fresh))]);
        }

        if (!fresh.TryGetValue(type.Name, out CelType? variable))
        {
            fresh[type.Name] = variable = _bindings.NewVariable();
        }

        return variable;
    }
}
