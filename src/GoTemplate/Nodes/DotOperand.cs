using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Dot.</summary>
internal sealed class DotOperand(TemplateSource source, int position) : Operand(source, position)
{
    /// <inheritdoc/>
    public override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        frame.At = this;
        ExpectNoArguments(frame, arguments, final);
        return dot;
    }

    internal override void WriteTo(StringBuilder text) => text.Append('.');
}
