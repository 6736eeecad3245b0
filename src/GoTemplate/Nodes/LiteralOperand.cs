using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A constant: as an argument it takes the parameter's type, if it can.</summary>
internal abstract class LiteralOperand(TemplateSource source, int position) : Operand(source, position)
{
    /// <inheritdoc/>
    public sealed override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        frame.At = this;
        ExpectNoArguments(frame, arguments, final);
        return Ideal(frame);
    }

    /// <inheritdoc/>
    public sealed override Value EvaluateArgument(Frame frame, in Value dot, GoType parameter)
    {
        frame.At = this;
        switch (parameter.Kind)
        {
            case GoKind.Interface when ReferenceEquals(parameter, GoType.Any):
            case GoKind.Struct when ReferenceEquals(parameter, GoType.ReflectValue):
                return Ideal(frame);
            case GoKind.Bool:
            case GoKind.String:
            case >= GoKind.Int and <= GoKind.Complex128:
                return As(parameter) ?? throw frame.Error($"expected {NameOf(parameter.Kind)}; found {this}");
            default:
                throw frame.Error($"can't handle {this} for arg of type {parameter}");
        }
    }

    /// <summary>The constant where no type is asked for.</summary>
    private protected abstract Value Ideal(Frame frame);

    /// <summary>The constant as a value of the scalar type or string type; null where it is none.</summary>
    private protected abstract Value? As(GoType type);

    private static string NameOf(GoKind kind) => kind switch
    {
        GoKind.Bool => "bool",
        GoKind.String => "string",
        >= GoKind.Int and <= GoKind.Int64 => "integer",
        >= GoKind.Uint and <= GoKind.Uintptr => "unsigned integer",
        GoKind.Float32 or GoKind.Float64 => "float",
        _ => "complex",
    };
}
