using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A string constant.</summary>
internal sealed class StringOperand(TemplateSource source, int position, string quoted, string value) : LiteralOperand(source, position)
{
    private readonly Value _value = Value.FromString(value);

    private protected override Value Ideal(Frame frame) => _value;

    private protected override Value? As(GoType type) => type.Kind is GoKind.String ? _value : null;

    internal override void WriteTo(StringBuilder text) => text.Append(quoted);
}
