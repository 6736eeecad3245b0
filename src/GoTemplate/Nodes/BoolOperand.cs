using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BoolOperand(TemplateSource source, int position, bool value) : LiteralOperand(source, position)
{
    private protected override Value Ideal(Frame frame) => Value.FromBool(value);

    private protected override Value? As(GoType type) => type.Kind is GoKind.Bool ? Value.FromBool(value) : null;

    internal override void WriteTo(StringBuilder text) => text.Append(value ? "true" : "false");
}
