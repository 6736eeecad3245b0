using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A stage of a pipeline: a term and its arguments.</summary>
internal sealed class Command(TemplateSource source, int position, Operand first, Operand[] arguments) : Node(source, position)
{
    public Operand First { get; } = first;

    public Operand[] Arguments { get; } = arguments;

    public Value Evaluate(Frame frame, in Value dot, in Value final) => First is FunctionOperand function
        ? function.Call(frame, dot, this, Arguments, final)
        : First.Evaluate(frame, dot, Arguments, final);

    internal override void WriteTo(StringBuilder text)
    {
        Write(text, First);
        foreach (Operand argument in Arguments)
        {
            Write(text.Append(' '), argument);
        }
    }

    private static void Write(StringBuilder text, Operand operand)
    {
        if (operand is Pipeline)
        {
            text.Append('(');
            operand.WriteTo(text);
            text.Append(')');
            return;
        }

        operand.WriteTo(text);
    }
}
