namespace Steersman.Cel.Checking;

/// <summary>What is known of type variables, and the rules of agreement (cel-go <c>checker/types.go</c>).</summary>
internal sealed class TypeBindings
{
    private readonly Dictionary<string, CelType> _bound = new(StringComparer.Ordinal);
    private readonly List<(string Name, CelType? Before)> _changes = [];
    private int _fresh;

    public CelType NewVariable() => CelType.Parameter($"_var{_fresh++}");

    /// <summary>Whether a value of the first type may stand where one of the second is wanted; only where it may, variables are bound by that.</summary>
    public bool IsAssignable(CelType from, CelType to)
    {
        int mark = _changes.Count;
        return Assign(from, to) || Undo(mark);
    }

    /// <summary>The same for several types at once.</summary>
    public bool AreAssignable(IReadOnlyList<CelType> from, IReadOnlyList<CelType> to)
    {
        int mark = _changes.Count;
        return AssignAll(from, to) || Undo(mark);
    }

    /// <summary>The more general of two types that agree.</summary>
    public static CelType MostGeneral(CelType left, CelType right) => IsEqualOrLessSpecific(left, right) ? left : right;

    /// <summary>The type with what is known of its variables; the unknown ones become dyn where that is asked for.</summary>
    public CelType Substitute(CelType type, bool unknownIsDyn)
    {
        if (type.Kind == TypeKind.Parameter)
        {
            return _bound.TryGetValue(type.Name, out CelType? bound) ? Substitute(bound, unknownIsDyn) : unknownIsDyn ? CelType.Dyn : type;
        }

        return type.Parameters.Count == 0 ? type : type.With([.. type.Parameters.Select(parameter => Substitute(parameter, unknownIsDyn))]);
    }

    private static bool IsEqualOrLessSpecific(CelType left, CelType right)
    {
        if (left.IsDyn || left.Kind == TypeKind.Parameter)
        {
            return true;
        }

        if (right.IsDyn || right.Kind == TypeKind.Parameter || left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            TypeKind.Type => true,
            TypeKind.Opaque or TypeKind.List or TypeKind.Map => left.Name == right.Name && left.Parameters.Count == right.Parameters.Count
                && left.Parameters.Zip(right.Parameters).All(pair => IsEqualOrLessSpecific(pair.First, pair.Second)),
            _ => left.IsExactly(right),
        };
    }

    private static bool IsNullable(CelType type) =>
        type.Kind is TypeKind.Opaque or TypeKind.Any or TypeKind.Duration or TypeKind.Timestamp or TypeKind.Null or TypeKind.Dyn or TypeKind.Parameter || type.IsWrapper;

    private bool Undo(int mark)
    {
        for (int index = _changes.Count - 1; index >= mark; index--)
        {
            (string name, CelType? before) = _changes[index];
            if (before is null)
            {
                _bound.Remove(name);
            }
            else
            {
                _bound[name] = before;
            }
        }

        _changes.RemoveRange(mark, _changes.Count - mark);
        return false;
    }

    private void Bind(CelType variable, CelType type)
    {
        string name = variable.Name;
        _changes.Add((name, _bound.GetValueOrDefault(name)));
        _bound[name] = type;
    }

    private bool Assign(CelType from, CelType to)
    {
        if (to.Kind == TypeKind.Parameter)
        {
            (bool isValid, bool isBound) = TryBind(from, to);
            if (isValid || isBound)
            {
                return isValid;
            }
        }

        if (from.Kind == TypeKind.Parameter)
        {
            return TryBind(to, from).IsValid;
        }

        if (from.IsDynOrError || to.IsDynOrError)
        {
            return true;
        }

        if (from.Kind == TypeKind.Null || to.Kind == TypeKind.Null)
        {
            return IsNullable(from.Kind == TypeKind.Null ? to : from);
        }

        return from.Kind switch
        {
            TypeKind.Type => to.Kind == TypeKind.Type,
            TypeKind.Opaque or TypeKind.List or TypeKind.Map => from.Kind == to.Kind && from.Name == to.Name && AssignAll(from.Parameters, to.Parameters),
            _ => from.Kind == to.Kind && from.Name == to.Name,
        };
    }

    private bool AssignAll(IReadOnlyList<CelType> from, IReadOnlyList<CelType> to)
    {
        if (from.Count != to.Count)
        {
            return false;
        }

        for (int index = 0; index < from.Count; index++)
        {
            if (!Assign(from[index], to[index]))
            {
                return false;
            }
        }

        return true;
    }

    private (bool IsValid, bool IsBound) TryBind(CelType type, CelType variable)
    {
        if (type.IsExactly(variable))
        {
            return (true, true);
        }

        if (_bound.TryGetValue(variable.Name, out CelType? bound))
        {
            if (type.IsExactly(bound))
            {
                return (true, true);
            }

            if (!Assign(type, bound))
            {
                return (false, true);
            }

            CelType general = MostGeneral(type, bound);
            if (!Occurs(variable, general))
            {
                Bind(variable, general);
            }

            return (true, true);
        }

        if (Occurs(variable, type))
        {
            return (false, false);
        }

        Bind(variable, type);
        return (true, false);
    }

    private bool Occurs(CelType variable, CelType within)
    {
        if (variable.IsExactly(within))
        {
            return true;
        }

        return within.Kind == TypeKind.Parameter
            ? _bound.TryGetValue(within.Name, out CelType? bound) && Occurs(variable, bound)
            : within.Parameters.Any(parameter => Occurs(variable, parameter));
    }
}
