using System.Numerics;

namespace Steersman.GoTemplate.Values;

/// <summary>A Go <c>complex128</c>: only imaginary literals of templates make them.</summary>
public sealed class GoComplex(Complex number) : ITemplateObject
{
    /// <summary>The number.</summary>
    public Complex Number { get; } = number;

    /// <inheritdoc/>
    public GoType GoType => GoType.Complex128;
}
