using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A function's name: the function, called.</summary>
internal class FunctionOperand(TemplateSource source, int position, FunctionDescriptor function) : Operand(source, position)
{
    protected FunctionDescriptor Function => function;

    /// <summary>Calls the function.</summary>
    /// <param name="frame">The execution.</param>
    /// <param name="dot">Dot.</param>
    /// <param name="command">Where its errors are reported: the command, or the name alone where it is an argument.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="final">One more, from the pipeline, or <see cref="Value.Absent"/>.</param>
    public virtual Value Call(Frame frame, in Value dot, Node command, Operand[] arguments, in Value final)
    {
        frame.At = this;
        return Invocation.Call(frame, dot, function, command, arguments, final);
    }

    /// <inheritdoc/>
    public sealed override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final) => Call(frame, dot, this, arguments, final);

    internal override void WriteTo(StringBuilder text) => text.Append(function.Name);
}
