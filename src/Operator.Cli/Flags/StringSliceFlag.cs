namespace Steersman.Operator.Cli.Flags;

/// <summary>Texts separated by commas, as often as it is given.</summary>
internal sealed class StringSliceFlag(string name, string usage) : Flag(name, usage)
{
    private readonly List<string> _values = [];

    public IReadOnlyList<string> Values => _values;

    public override string Type => "strings";

    public override string? Set(string value)
    {
        string? error = CommaSeparated.Parse(value, out IReadOnlyList<string> items);
        _values.AddRange(items);
        return error;
    }
}
