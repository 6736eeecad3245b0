namespace Steersman.Operator.Cli.Flags;

/// <summary>A text each time that it is given.</summary>
internal sealed class StringArrayFlag(string name, string usage) : Flag(name, usage)
{
    private readonly List<string> _values = [];

    public IReadOnlyList<string> Values => _values;

    public override string Type => "stringArray";

    public override string? Set(string value)
    {
        _values.Add(value);
        return null;
    }
}
