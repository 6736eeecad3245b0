using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>A function or operator with its signatures.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Overloads">Its signatures, in the order in which cel-go tries them.</param>
internal sealed record CelFunction(string Name, IReadOnlyList<Overload> Overloads)
{
    /// <summary>What the function does whatever the signature; null where the signatures do it, or where the evaluator itself does.</summary>
    public CelOperation? Operation { get; init; }

    /// <summary>How many arguments <see cref="Operation"/> takes.</summary>
    public int Arity { get; init; }

    /// <summary>What the first argument must be able to do.</summary>
    public Trait Trait { get; init; }

    /// <summary>False for the old names of operators, which checked expressions do not know.</summary>
    public bool IsDeclared { get; init; } = true;

    /// <summary>True where the single signature is bound as a function of any number of arguments.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>True where values of any type are passed on.</summary>
    public bool IsUnguarded { get; init; }

    public bool HasBinding => Operation is not null || Overloads.Any(overload => overload.Operation is not null);

    /// <summary>Whether the function can be called with a number of arguments at all, as cel-go's planner judges it.</summary>
    public bool CanTake(int arguments)
    {
        if (Operation is not null)
        {
            return arguments == Arity;
        }

        int parameters = Overloads[0].Parameters.Length;
        return Overloads.Count > 1 || IsVariadic || parameters > 2 || arguments == parameters;
    }

    /// <summary>Calls the signature that takes the arguments.</summary>
    public CelValue Call(Evaluation.EvaluationContext context, ReadOnlySpan<CelValue> arguments)
    {
        if (Operation is not null)
        {
            return Operation(context, arguments);
        }

        foreach (Overload overload in Overloads)
        {
            if (overload.Operation is { } operation && (IsUnguarded || overload.Takes(arguments)))
            {
                return operation(context, arguments);
            }
        }

        List<string> types = [];
        foreach (CelValue argument in arguments)
        {
            types.Add(RuntimeTypes.NameOf(argument));
        }

        return CelValue.Error($"no such overload: {Name}({string.Join(", ", types)})");
    }
}
