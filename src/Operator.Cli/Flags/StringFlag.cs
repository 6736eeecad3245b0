using Steersman.GoTemplate.Formatting;

namespace Steersman.Operator.Cli.Flags;

/// <summary>A text; the last one given counts.</summary>
internal sealed class StringFlag(string name, string usage, string standard = "") : Flag(name, usage)
{
    public string Value { get; set; } = standard;

    public override string Type => "string";

    public override string DefaultText { get; } = standard.Length == 0 ? "" : GoQuote.Quote(standard);

    public override string? Set(string value)
    {
        Value = value;
        return null;
    }
}
