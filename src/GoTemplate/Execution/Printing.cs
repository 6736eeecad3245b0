using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>What templates print in place of a value (Go's <c>printableValue</c>).</summary>
internal static class Printing
{
    private static readonly Value NoValue = Value.FromString("<no value>");

    /// <summary>The value, the struct behind a pointer, or the text of a missing value.</summary>
    public static Value Printable(in Value value) => value.Reference switch
    {
        null when value.Type is null => NoValue,
        ITemplateObject { IsNil: false } other => Value.FromObject(other.Printable()),
        _ => value,
    };
}
