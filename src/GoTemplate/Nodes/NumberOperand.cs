using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A number or a character: it is every type that its text fits.</summary>
internal sealed class NumberOperand(TemplateSource source, int position, NumberConstant number) : LiteralOperand(source, position)
{
    private readonly Value? _ideal = number.Ideal();

    private protected override Value Ideal(Frame frame) => _ideal ?? throw frame.Error($"{number.Text} overflows int");

    private protected override Value? As(GoType type) => type.Kind switch
    {
        >= GoKind.Int and <= GoKind.Int64 => number.Int64 is { } value ? Value.FromInteger(type, Narrow(type.Kind, value)) : null,
        >= GoKind.Uint and <= GoKind.Uintptr => number.UInt64 is { } value ? Value.FromInteger(type, Narrow(type.Kind, unchecked((long)value))) : null,
        GoKind.Float64 => number.Float64 is { } value ? Value.FromFloat64(value) : null,
        GoKind.Complex128 => number.Complex is { } value ? Value.FromObject(new GoComplex(value)) : null,
        _ => null,
    };

    internal override void WriteTo(StringBuilder text) => text.Append(number.Text);

    // A constant too large for a narrower type wraps, silently.
    private static long Narrow(GoKind kind, long bits) => kind switch
    {
        GoKind.Int8 => unchecked((sbyte)bits),
        GoKind.Int16 => unchecked((short)bits),
        GoKind.Int32 => unchecked((int)bits),
        GoKind.Uint8 => unchecked((byte)bits),
        GoKind.Uint16 => unchecked((ushort)bits),
        GoKind.Uint32 => unchecked((uint)bits),
        _ => bits,
    };
}
