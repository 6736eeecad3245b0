using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Toml;

namespace Steersman.Helm.Engine;

/// <summary>Helm's functions that read and write TOML (pkg/engine/funcs.go).</summary>
internal static class TomlFunctions
{
    public static IEnumerable<FunctionDescriptor> All { get; } =
    [
        new("toToml", static (_, args) => Value.FromString(ToToml(args[0])), [GoType.Any]),
        new("mustToToml", static (_, args) => Value.FromString(MustToToml(args[0])), [GoType.Any]),
        new("fromToml", static (frame, args) => Value.FromMap(FromToml(frame, (string)args[0].Reference!)), [GoType.String]),
    ];

    private static string ToToml(in Value value)
    {
        try
        {
            return TomlWriter.Write(value);
        }
        catch (TomlException exception)
        {
            return exception.Message;
        }
    }

    private static string MustToToml(in Value value)
    {
        try
        {
            return TomlWriter.Write(value);
        }
        catch (TomlException exception)
        {
            throw new FunctionException(exception.Message, exception);
        }
    }

    private static ValueMap FromToml(Frame frame, string text)
    {
        frame.ChargeReading(text.Length);
        try
        {
            return TomlParser.Parse(text);
        }
        catch (TomlException exception)
        {
            ValueMap failed = new();
            failed["Error"] = Value.FromString(exception.Message);
            return failed;
        }
    }
}
