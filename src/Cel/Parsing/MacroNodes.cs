using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Parsing;

/// <summary>Makes the nodes of one macro's expansion; all stand where the macro is called.</summary>
internal sealed class MacroNodes(NodeNumbers numbers, int macroId)
{
    public int Next() => numbers.Next(numbers.OffsetOf(macroId));

    public LiteralExpr Literal(CelValue value) => new(Next(), value);

    public IdentExpr Ident(string name) => new(Next(), name);

    public ListExpr List(params Expr[] elements) => new(Next(), elements, new HashSet<int>());

    public CallExpr Call(string function, params Expr[] arguments) => new(Next(), function, null, arguments);

    public CallExpr MemberCall(string function, Expr target) => new(Next(), function, target, []);

    /// <summary>The same expression with numbers of its own.</summary>
    public Expr Copy(Expr expr)
    {
        int id = numbers.Next(numbers.OffsetOf(expr.Id));
        return expr switch
        {
            LiteralExpr literal => literal with { Id = id },
            IdentExpr ident => ident with { Id = id },
            SelectExpr select => select with { Id = id, Operand = Copy(select.Operand) },
            CallExpr call => call with { Id = id, Arguments = [.. call.Arguments.Select(Copy)], Target = call.Target is null ? null : Copy(call.Target) },
            ListExpr list => list with { Id = id, Elements = [.. list.Elements.Select(Copy)] },
            MapExpr map => new MapExpr(id, [.. map.Entries.Select(entry => new MapEntry(Next(), Copy(entry.Key), Copy(entry.Value), entry.IsOptional))]),
            StructExpr message => message with { Id = id, Fields = [.. message.Fields.Select(field => field with { Id = Next(), Value = Copy(field.Value) })] },
            ComprehensionExpr fold => new ComprehensionExpr(
                id, Copy(fold.Range), fold.Variable, fold.Accumulator, Copy(fold.Initial), Copy(fold.Condition), Copy(fold.Step), Copy(fold.Result)),
            _ => new UnspecifiedExpr(id),
        };
    }
}
