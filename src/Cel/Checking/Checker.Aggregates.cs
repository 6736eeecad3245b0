using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Checking;

/// <summary>Lists, maps, messages and folds.</summary>
internal sealed partial class Checker
{
    private CelType Join(CelType? previous, CelType current)
    {
        if (previous is null)
        {
            return current;
        }

        return _bindings.IsAssignable(previous, current) ? TypeBindings.MostGeneral(previous, current) : CelType.Dyn;
    }

    /// <summary>The type inside an optional, which is what stands behind a question mark.</summary>
    private CelType Unwrapped(Expr value)
    {
        CelType type = Type(value);
        if (type.IsOptional)
        {
            return type.Parameters[0];
        }

        if (!type.IsDyn)
        {
            ReportMismatch(value.Id, CelType.Optional(type), type);
        }

        return type;
    }

    private Expr List(ListExpr list)
    {
        List<Expr> elements = [];
        CelType? type = null;
        foreach (Expr one in list.Elements)
        {
            Expr element = Visit(one);
            type = Join(type, list.Optionals.Contains(elements.Count) ? Unwrapped(element) : Type(element));
            elements.Add(element);
        }

        return Typed(list with { Elements = elements }, CelType.List(type ?? _bindings.NewVariable()));
    }

    private Expr Map(MapExpr map)
    {
        List<MapEntry> entries = [];
        CelType? keyType = null;
        CelType? valueType = null;
        foreach (MapEntry entry in map.Entries)
        {
            Expr key = Visit(entry.Key);
            keyType = Join(keyType, Type(key));
            Expr value = Visit(entry.Value);
            valueType = Join(valueType, entry.IsOptional ? Unwrapped(value) : Type(value));
            entries.Add(entry with { Key = key, Value = value });
        }

        return Typed(map with { Entries = entries }, CelType.Map(keyType ?? _bindings.NewVariable(), valueType ?? _bindings.NewVariable()));
    }

    private Expr Message(StructExpr message)
    {
        if (WellKnownMessage.Find(message.TypeName) is not { } known)
        {
            if (_declarations.Resolve(message.Id, message.TypeName, out CelType named) is null)
            {
                ReportUndeclared(message.Id, message.TypeName);
            }
            else
            {
                Report(message.Id, named.Kind == TypeKind.Type ? $"'{named.Parameters[0].Name}' is not a message type" : $"'{named.Name}' is not a type");
            }

            return Typed(message, CelType.Error);
        }

        List<StructField> fields = [];
        foreach (StructField field in message.Fields)
        {
            Expr value = Visit(field.Value);
            CelType type = field.IsOptional ? Unwrapped(value) : Type(value);
            if (known.FieldType(field.Name) is not { } wanted)
            {
                Report(field.Id, $"undefined field '{field.Name}'");
            }
            else if (!_bindings.IsAssignable(wanted, type))
            {
                Report(field.Id, $"expected type of field '{field.Name}' is '{wanted.Display}' but provided type is '{type.Display}'");
            }

            fields.Add(field with { Value = value });
        }

        return Typed(message with { TypeName = known.Name, Fields = fields }, known.Type);
    }

    private Expr Fold(ComprehensionExpr fold)
    {
        Expr range = Visit(fold.Range);
        Expr initial = Visit(fold.Initial);
        CelType rangeType = _bindings.Substitute(Type(range), unknownIsDyn: false);
        CelType gathered = Type(initial);
        _declarations.Enter(fold.Accumulator, gathered);
        CelType element = CelType.Dyn;
        switch (rangeType.Kind)
        {
            case TypeKind.List or TypeKind.Map:
                element = rangeType.Parameters[0];
                break;
            case TypeKind.Parameter:
                _bindings.IsAssignable(CelType.Dyn, rangeType);
                break;
            case TypeKind.Dyn or TypeKind.Error:
                break;
            default:
                Report(range.Id, $"expression of type '{rangeType.Display}' cannot be range of a comprehension (must be list, map, or dynamic)");
                element = CelType.Error;
                break;
        }

        _declarations.Enter(fold.Variable, element);
        Expr condition = Visit(fold.Condition);
        AssertType(condition, CelType.Bool);
        Expr step = Visit(fold.Step);
        AssertType(step, gathered);
        _declarations.Leave();
        Expr result = Visit(fold.Result);
        _declarations.Leave();
        Expr whole = fold with { Range = range, Initial = initial, Condition = condition, Step = step, Result = result };
        return Typed(whole, _bindings.Substitute(Type(result), unknownIsDyn: false));
    }

    private void AssertType(Expr expr, CelType type)
    {
        if (!_bindings.IsAssignable(type, Type(expr)))
        {
            ReportMismatch(expr.Id, type, Type(expr));
        }
    }
}
