using System.Globalization;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>Values in Go's syntax (<c>%#v</c>), as kustomize's messages show them.</summary>
internal static class GoSyntax
{
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The value as <c>%#v</c> prints it.</summary>
    public static string Write(object? value) => value switch
    {
        null => "interface {}(nil)",
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        ulong number => $"0x{number:x}",
        double number => GoFloat.Shortest(number),
        string text => QuotedText.Quote(text),
        YamlTime time => $"time.Date({time.Year}, time.{Months[time.Month - 1]}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second}, {time.Nanosecond}, {(time.OffsetMinutes == 0 ? "time.UTC" : "time.Location(\"\")")})",
        List<object?> list => $"[]interface {{}}{{{string.Join(", ", list.Select(Write))}}}",
        Dictionary<string, object?> map => Map(map),
        MixedMap map => $"map[interface {{}}]interface {{}}{{{string.Join(", ", map.Entries.Select(entry => $"{Write(entry.Key)}:{Write(entry.Value)}"))}}}",
        _ => value.ToString() ?? "",
    };

    /// <summary>The map as <c>%#v</c> prints it, keys sorted; none at all for null.</summary>
    public static string Map(Dictionary<string, object?>? map) => map is null
        ? "map[string]interface {}(nil)"
        : $"map[string]interface {{}}{{{string.Join(", ", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{QuotedText.Quote(entry.Key)}:{Write(entry.Value)}"))}}}";

    /// <summary>Go's name of the value's type.</summary>
    public static string TypeOf(object value) => value switch
    {
        bool => "bool",
        long => "int",
        ulong => "uint64",
        double => "float64",
        string => "string",
        YamlTime => "time.Time",
        Dictionary<string, object?> => "map[string]interface {}",
        MixedMap => "map[interface {}]interface {}",
        _ => "[]interface {}",
    };
}
