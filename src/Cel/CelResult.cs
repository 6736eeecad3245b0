using Steersman.Cel.Values;

namespace Steersman.Cel;

/// <summary>What an evaluation gave.</summary>
public sealed class CelResult
{
    private readonly string _expression;

    internal CelResult(string expression, CelValue value)
    {
        _expression = expression;
        Value = value;
    }

    /// <summary>The value; of kind <see cref="CelKind.Error"/> where there is none.</summary>
    public CelValue Value { get; }

    /// <summary>Why there is no value, in cel-go's words; null where there is one. It may show values of the variables.</summary>
    public string? Reason => Value.IsError ? Value.AsError.Message : null;

    /// <summary>The value as a bool.</summary>
    /// <param name="error">Why it is none, in Flux's words, which repeat the expression; null where it is one.</param>
    /// <returns>The bool; false where the value is none.</returns>
    public bool AsBool(out string? error)
    {
        error = Value.IsError ? $"failed to evaluate the CEL expression '{_expression}': {Reason}"
            : Value.Kind == CelKind.Bool ? null : $"failed to evaluate CEL expression as boolean: '{_expression}'";
        return Value.IsTrue;
    }
}
