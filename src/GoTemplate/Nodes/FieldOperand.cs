using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>.A.B</c>, on dot.</summary>
internal sealed class FieldOperand(TemplateSource source, int position, string[] names) : Operand(source, position)
{
    public string[] Names => names;

    /// <inheritdoc/>
    public override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        frame.At = this;
        return FieldAccess.Evaluate(frame, dot, dot, frame.DotIsInterface, names, this, arguments, final);
    }

    internal override void WriteTo(StringBuilder text)
    {
        foreach (string name in names)
        {
            text.Append('.').Append(name);
        }
    }
}
