namespace Steersman.Operator.Cli.Flags;

/// <summary>A flag whose value is checked and has no effect here.</summary>
/// <param name="name">Its name.</param>
/// <param name="check">What is wrong with a value; null where nothing is.</param>
internal sealed class CheckedFlag(string name, Func<string, string?> check) : Flag(name, "")
{
    public override string Type => "string";

    public override string? Set(string value) => check(value);
}
