using Steersman.Cel.Functions;
using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>Makes a plan of a tree: names are resolved as far as they can be, constant parts computed (cel-go <c>interpreter/planner.go</c>).</summary>
/// <param name="isChecked">Whether the tree has been checked, so that every name is what the checker found.</param>
/// <param name="zones">For constant parts.</param>
internal sealed class Planner(bool isChecked, ICelTimeZones zones)
{
    private readonly List<string> _locals = [];

    /// <exception cref="PlanException">A constant part fails, or a function cannot be called like that.</exception>
    public EvaluationNode Plan(Expr expr) => expr switch
    {
        LiteralExpr literal => new ConstantNode(literal.Value),
        IdentExpr ident => Ident(ident),
        SelectExpr select => Select(select),
        CallExpr call => Call(call),
        ListExpr list => List(list),
        MapExpr map => Map(map),
        StructExpr message => Message(message),
        ComprehensionExpr fold => Fold(fold),
        _ => throw new PlanException($"unsupported expr: {expr}"),
    };

    private static string WithoutDot(string name) => name.StartsWith('.') ? name[1..] : name;

    private AttributeNode Ident(IdentExpr ident)
    {
        bool isLocal = _locals.Contains(ident.Name);
        if (isChecked && !isLocal && WellKnownMessage.Find(ident.Name) is not null)
        {
            throw new PlanException($"reference to undefined type: {ident.Name}");
        }

        return isChecked || isLocal ? new AbsoluteAttribute(WithoutDot(ident.Name)) : new MaybeAttribute(WithoutDot(ident.Name));
    }

    private AttributeNode Select(SelectExpr select)
    {
        AttributeNode attribute = AsAttribute(Plan(select.Operand));
        if (select.IsTest)
        {
            attribute = new PresenceNode(attribute);
        }

        attribute.Add(new ConstantQualifier(CelValue.FromString(select.Field), isOptional: false));
        return attribute;
    }

    private static AttributeNode AsAttribute(EvaluationNode node) => node as AttributeNode ?? new RelativeAttribute(node);

    private EvaluationNode Call(CallExpr call)
    {
        (Expr? target, string name) = ResolveFunction(call);
        EvaluationNode[] arguments = [.. target is null ? [] : new[] { Plan(target) }, .. call.Arguments.Select(Plan)];
        return name switch
        {
            Operators.LogicalAnd => new LogicalNode(arguments[0], arguments[1], deciding: false),
            Operators.LogicalOr => new LogicalNode(arguments[0], arguments[1], deciding: true),
            Operators.Conditional => new ConditionalAttribute(arguments[0], AsAttribute(arguments[1]), AsAttribute(arguments[2])),
            Operators.EqualTo => new EqualityNode(arguments[0], arguments[1], isNegated: false),
            Operators.NotEqualTo => new EqualityNode(arguments[0], arguments[1], isNegated: true),
            Operators.Index => Index(arguments[0], arguments[1], isOptional: false),
            Operators.OptIndex or Operators.OptSelect => Index(arguments[0], arguments[1], isOptional: true),
            "or" or "orValue" when arguments.Length == 2 => new OptionalOrNode(arguments[0], arguments[1], name == "orValue"),
            _ => FunctionCall(call.Id, name, arguments),
        };
    }

    private EvaluationNode FunctionCall(int id, string name, EvaluationNode[] arguments)
    {
        CelFunction? function = CelFunctions.Find(name);
        function = function is { HasBinding: true } ? function : null;
        bool canCall = arguments.Length == 0 ? function?.CanTake(0) == true : function?.CanTake(arguments.Length) != false;
        if (!canCall)
        {
            throw new PlanException($"no such overload: {name}({arguments.Length switch { 0 => "", 1 => "arg", 2 => "lhs, rhs", _ => "..." }})");
        }

        CallNode node = new(id, name, function, arguments);
        if (ConversionFunctions.IsFolded(name) && arguments is [ConstantNode])
        {
            CelValue value = node.Evaluate(EvaluationContext.Constant(zones));
            return value.IsError ? throw new PlanException(value.AsError.Message) : new ConstantNode(value);
        }

        if (name != "matches" || arguments is not [var text, ConstantNode { Value: { Kind: CelKind.String } pattern }])
        {
            return node;
        }

        return CelPattern.TryCompile(pattern.AsString, out CelPattern? compiled, out string error)
            ? new MatchNode(text, compiled, pattern.AsString.Length)
            : throw new PlanException(error);
    }

    private static AttributeNode Index(EvaluationNode operand, EvaluationNode index, bool isOptional)
    {
        AttributeNode attribute = AsAttribute(operand);
        if (index is ConstantNode constant)
        {
            attribute.Add(ConstantQualifier.CanBe(constant.Value.Kind)
                ? new ConstantQualifier(constant.Value, isOptional)
                : throw new PlanException($"invalid qualifier type: {RuntimeTypes.GoNameOf(constant.Value)}"));
        }
        else
        {
            attribute.Add(new ComputedQualifier(AsAttribute(index), isOptional));
        }

        return attribute;
    }

    /// <summary>A call on a name may be the call of a function with a dotted name.</summary>
    private (Expr? Target, string Name) ResolveFunction(CallExpr call)
    {
        if (call.Target is null)
        {
            return (null, WithoutDot(call.Function));
        }

        return !isChecked && QualifiedName(call.Target) is { } prefix && CelFunctions.Find($"{prefix}.{call.Function}") is { } function ? (null, function.Name) : (call.Target, call.Function);
    }

    /// <summary>The dotted name that an expression spells; null where it is anything else.</summary>
    public static string? QualifiedName(Expr expr) => expr switch
    {
        IdentExpr ident => ident.Name,
        SelectExpr { IsTest: false } select => QualifiedName(select.Operand) is { } prefix ? $"{prefix}.{select.Field}" : null,
        _ => null,
    };

    private EvaluationNode List(ListExpr list)
    {
        EvaluationNode[] elements = [.. list.Elements.Select(Plan)];
        ListNode node = new(elements, list.Optionals);
        return elements.All(element => element is ConstantNode) ? new ConstantNode(node.Evaluate(EvaluationContext.Constant(zones))) : node;
    }

    private EvaluationNode Map(MapExpr map)
    {
        (EvaluationNode Key, EvaluationNode Value, bool IsOptional)[] entries = [.. map.Entries.Select(entry => (Plan(entry.Key), Plan(entry.Value), entry.IsOptional))];
        MapNode node = new(entries);
        return entries.All(entry => entry is { Key: ConstantNode, Value: ConstantNode }) ? new ConstantNode(node.Evaluate(EvaluationContext.Constant(zones))) : node;
    }

    private MessageNode Message(StructExpr message)
    {
        WellKnownMessage type = WellKnownMessage.Find(message.TypeName) ?? throw new PlanException($"unknown type: {message.TypeName}");
        return new MessageNode(type, [.. message.Fields.Select(field => (field.Name, Plan(field.Value), field.IsOptional))]);
    }

    private FoldNode Fold(ComprehensionExpr fold)
    {
        EvaluationNode initial = Plan(fold.Initial);
        EvaluationNode range = Plan(fold.Range);
        _locals.Add(fold.Accumulator);
        _locals.Add(fold.Variable);
        EvaluationNode condition = Plan(fold.Condition);
        EvaluationNode step = Plan(fold.Step);
        _locals.RemoveAt(_locals.Count - 1);
        EvaluationNode result = Plan(fold.Result);
        _locals.RemoveAt(_locals.Count - 1);
        return new FoldNode(range, fold.Variable, fold.Accumulator, initial, condition, step, result);
    }
}
