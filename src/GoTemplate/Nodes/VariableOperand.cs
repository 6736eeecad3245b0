using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>$x</c> or <c>$x.A.B</c>.</summary>
internal sealed class VariableOperand(TemplateSource source, int position, string name, int slot, string[] names) : Operand(source, position)
{
    public string Name => name;

    public int Slot => slot;

    public string[] Names => names;

    /// <inheritdoc/>
    public override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        frame.At = this;
        Value value = slot < 0 ? Value.Undeclared : frame.Slot(slot);
        if (value.IsUndeclared)
        {
            throw frame.Error($"undefined variable: {name}");
        }

        if (names.Length == 0)
        {
            ExpectNoArguments(frame, arguments, final);
            return value;
        }

        return FieldAccess.Evaluate(frame, dot, value, frame.SlotIsInterface(slot), names, this, arguments, final);
    }

    internal override void WriteTo(StringBuilder text)
    {
        text.Append(name);
        foreach (string field in names)
        {
            text.Append('.').Append(field);
        }
    }
}
