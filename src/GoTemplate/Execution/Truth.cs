using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>Go templates' truth: false is the zero of a type, and nothing.</summary>
public static class Truth
{
    /// <summary>True where <c>if</c> takes its first branch for the value (Go's <c>template.IsTrue</c>).</summary>
    public static bool Of(in Value value) => value.Reference switch
    {
        string text => text.Length > 0,
        ValueMap map => map.Count > 0,
        ValueList list => list.Count > 0,
        GoComplex complex => complex.Number != System.Numerics.Complex.Zero,
        ITemplateObject other => !other.IsNil,
        _ => value.TryGetFloat64(out double number) ? number != 0 : value.Type is not null && value.Bits != 0,
    };
}
