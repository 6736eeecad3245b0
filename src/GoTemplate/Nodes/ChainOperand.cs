using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>(pipeline).A.B</c>, or the same on what a function without arguments gives.</summary>
internal sealed class ChainOperand(TemplateSource source, int position, Operand inner, string[] names) : Operand(source, position)
{
    /// <inheritdoc/>
    public override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        frame.At = this;
        if (inner is NilOperand)
        {
            throw frame.Error($"indirection through explicit nil in {this}");
        }

        frame.At = inner;
        Value receiver = inner.Evaluate(frame, dot, [], Value.Absent);
        return FieldAccess.Evaluate(frame, dot, receiver, isInterface: false, names, this, arguments, final);
    }

    internal override void WriteTo(StringBuilder text)
    {
        bool inParentheses = inner is Pipeline;
        inner.WriteTo(inParentheses ? text.Append('(') : text);
        if (inParentheses)
        {
            text.Append(')');
        }

        foreach (string name in names)
        {
            text.Append('.').Append(name);
        }
    }
}
