using System.Globalization;
using System.Text;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>Values in Go's syntax (<c>%#v</c>, <c>%q</c>), as kustomize's messages show them.</summary>
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
        string text => Quote(text),
        YamlTime time => $"time.Date({time.Year}, time.{Months[time.Month - 1]}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second}, {time.Nanosecond}, {(time.OffsetMinutes == 0 ? "time.UTC" : "time.Location(\"\")")})",
        List<object?> list => $"[]interface {{}}{{{string.Join(", ", list.Select(Write))}}}",
        Dictionary<string, object?> map => Map(map),
        MixedMap map => $"map[interface {{}}]interface {{}}{{{string.Join(", ", map.Entries.Select(entry => $"{Write(entry.Key)}:{Write(entry.Value)}"))}}}",
        _ => value.ToString() ?? "",
    };

    /// <summary>The map as <c>%#v</c> prints it, keys sorted; none at all for null.</summary>
    public static string Map(Dictionary<string, object?>? map) => map is null
        ? "map[string]interface {}(nil)"
        : $"map[string]interface {{}}{{{string.Join(", ", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{Quote(entry.Key)}:{Write(entry.Value)}"))}}}";

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

    /// <summary>A text as <c>%q</c> prints it.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\a' => quoted.Append(@"\a"),
                '\b' => quoted.Append(@"\b"),
                '\f' => quoted.Append(@"\f"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                '\v' => quoted.Append(@"\v"),
                < ' ' or 0x7F => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                _ when IsPrint(rune) => quoted.Append(rune.ToString()),
                _ => quoted.Append(rune.IsBmp ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPrint(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is <= UnicodeCategory.OtherNumber or (>= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol);
}
