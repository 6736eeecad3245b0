using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>The builtins <c>and</c> and <c>or</c>: they evaluate no argument behind the one that decides, and give that one.</summary>
internal sealed class AndOrOperand(TemplateSource source, int position, FunctionDescriptor function) : FunctionOperand(source, position, function)
{
    private readonly bool _isOr = function.Name == "or";

    /// <inheritdoc/>
    public override Value Call(Frame frame, in Value dot, Node command, Operand[] arguments, in Value final)
    {
        frame.At = this;
        Invocation.CheckCount(frame, Function.Name, Function.Parameters.Count, Function.IsVariadic, arguments.Length, final);
        Value value = Value.Missing;
        foreach (Operand argument in arguments)
        {
            value = argument.EvaluateArgument(frame, dot, GoType.ReflectValue);
            if (Truth.Of(value) == _isOr)
            {
                return value;
            }
        }

        return final.IsAbsent ? value : final;
    }
}
