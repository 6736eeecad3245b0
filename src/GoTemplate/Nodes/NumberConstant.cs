using System.Buffers;
using System.Numerics;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>What the text of a number can be: each property is null where it is not that.</summary>
internal sealed record NumberConstant(string Text)
{
    private static readonly SearchValues<char> FloatMarks = SearchValues.Create(".eEpP");

    public long? Int64 { get; init; }

    public ulong? UInt64 { get; init; }

    public double? Float64 { get; init; }

    public Complex? Complex { get; init; }

    /// <summary>The value where no type is asked for (Go's <c>idealConstant</c>); null where it overflows int.</summary>
    public Value? Ideal()
    {
        if (Complex is { } complex)
        {
            return Value.FromObject(new GoComplex(complex));
        }

        if (Float64 is { } real && !IsHexInteger() && Text[0] != '\'' && Text.AsSpan().ContainsAny(FloatMarks))
        {
            return Value.FromFloat64(real);
        }

        return Int64 is { } integer ? Value.FromInt(integer) : null;
    }

    private bool IsHexInteger() => Text.Length > 2 && Text[0] == '0' && Text[1] is 'x' or 'X' && !Text.AsSpan().ContainsAny('p', 'P');
}
