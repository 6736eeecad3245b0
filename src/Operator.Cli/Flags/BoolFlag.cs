using Steersman.GoTemplate.Formatting;

namespace Steersman.Operator.Cli.Flags;

/// <summary>On or off.</summary>
internal sealed class BoolFlag : Flag
{
    public BoolFlag(string name, string usage)
        : base(name, usage) => WithoutValue = "true";

    public bool Value { get; set; }

    public override string Type => "";

    public override string? Set(string value)
    {
        NumberError error = GoNumber.ParseBool(value, out bool parsed);
        Value = parsed;
        return error is NumberError.None ? null : GoNumber.ErrorText("ParseBool", value, error);
    }
}
