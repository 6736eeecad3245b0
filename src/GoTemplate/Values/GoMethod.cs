namespace Steersman.GoTemplate.Values;

/// <summary>What a method of a Go type does: it gets the receiver and the arguments, checked and converted to the parameter types.</summary>
/// <remarks>A Go error is thrown as a <c>FunctionException</c>, as functions do.</remarks>
public delegate Value GoMethodBody(in Value receiver, ReadOnlySpan<Value> args);

/// <summary>A method of a Go type, as templates call it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The types of the parameters; of a variadic one the type of its elements.</param>
/// <param name="IsVariadic">True where the last parameter stands for any number of arguments.</param>
/// <param name="Body">What it does.</param>
public sealed record GoMethod(string Name, IReadOnlyList<GoType> Parameters, bool IsVariadic, GoMethodBody Body)
{
    /// <summary>What Go's template package says of a method that it cannot call, as its results are not one value, or one and an error; else null.</summary>
    public string? Refusal { get; init; }

    /// <summary>A method that templates cannot call.</summary>
    public static GoMethod Refused(string name, string refusal) => new(name, [], false, static (in Value _, ReadOnlySpan<Value> _) => Value.Nil) { Refusal = refusal };
}
