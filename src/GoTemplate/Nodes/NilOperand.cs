using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>The word <c>nil</c>: an argument, never a command.</summary>
internal sealed class NilOperand(TemplateSource source, int position) : Operand(source, position)
{
    /// <inheritdoc/>
    public override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        frame.At = this;
        ExpectNoArguments(frame, arguments, final);
        throw frame.Error("nil is not a command");
    }

    /// <inheritdoc/>
    public override Value EvaluateArgument(Frame frame, in Value dot, GoType parameter)
    {
        frame.At = this;
        return parameter.IsNilable || ReferenceEquals(parameter, GoType.ReflectValue)
            ? Zero.Of(parameter)
            : throw frame.Error($"cannot assign nil to {parameter}");
    }

    internal override void WriteTo(StringBuilder text) => text.Append("nil");
}
