using System.Text;
using System.Text.Json;
using Steersman.Vectors;

namespace Steersman.Regex.Tests;

[Category("Vectors")]
internal sealed class RegexVectorTests
{
    [Test]
    public void Expressions_match_and_fail_as_in_Go() => VectorGroup.Run("more/regex", Judge);

    private static string? Judge(JsonElement vector)
    {
        if (vector.TryGetProperty("quoted", out JsonElement quoted))
        {
            return Differ("quoted", Text(quoted), GoRegex.QuoteMeta(Text(vector.GetProperty("text"))!));
        }

        GoRegex regex;
        try
        {
            regex = GoRegex.Compile(Text(vector.GetProperty("pattern"))!);
        }
        catch (RegexSyntaxException exception)
        {
            return vector.TryGetProperty("error", out JsonElement error) ? Differ("error", Text(error), exception.Message) : exception.Message;
        }

        if (vector.TryGetProperty("error", out JsonElement wanted))
        {
            return $"compiles, want {Text(wanted)}";
        }

        string text = vector.TryGetProperty("gen", out JsonElement gen)
            ? gen.GetProperty("prefix").GetString() + string.Concat(Enumerable.Repeat(gen.GetProperty("unit").GetString(), gen.GetProperty("count").GetInt32())) + gen.GetProperty("suffix").GetString()
            : vector.TryGetProperty("text", out JsonElement given) ? Text(given)! : "";
        foreach (JsonProperty property in vector.EnumerateObject())
        {
            if (JudgeProperty(regex, text, vector, property) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? JudgeProperty(GoRegex regex, string text, JsonElement vector, JsonProperty property) => property.Name switch
    {
        "match" => regex.MatchString(text) == property.Value.GetBoolean() ? null : "match",
        "groups" => regex.NumSubexp == property.Value.GetInt32() ? null : "groups",
        "names" => Compare(property, regex.SubexpNames),
        "index" => Compare(property, regex.FindStringSubmatchIndex(text)),
        "submatch" => Compare(property, regex.FindStringSubmatch(text)),
        "all" => Compare(property, regex.FindAllString(text, -1)),
        "all2" => Compare(property, regex.FindAllString(text, 2)),
        "allIndex" => Compare(property, regex.FindAllStringIndex(text, -1)),
        "replace" => JudgeReplacements(property, template => regex.ReplaceAllString(text, template)),
        "replaceLiteral" => JudgeReplacements(property, replacement => regex.ReplaceAllLiteralString(text, replacement)),
        "split" => Compare(property, regex.Split(text, vector.TryGetProperty("n", out JsonElement n) ? n.GetInt32() : -1)),
        "split2" => Compare(property, regex.Split(text, 2)),
        "findAll" => Compare(property, regex.FindAllString(text, vector.GetProperty("n").GetInt32())),
        "prefix" => regex.LiteralPrefix() == (Text(property.Value.GetProperty("text"))!, property.Value.GetProperty("complete").GetBoolean()) ? null : $"prefix {regex.LiteralPrefix()}",
        _ => null,
    };

    private static string? JudgeReplacements(JsonProperty property, Func<string, string> replace)
    {
        foreach (JsonProperty one in property.Value.EnumerateObject())
        {
            if (Differ(property.Name + " " + one.Name, Text(one.Value), replace(one.Name)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? Compare(JsonProperty property, object? got) => Differ(property.Name, Show(property.Value), Show(got));

    private static string Show(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "[" + string.Join(", ", element.EnumerateArray().Select(Show)) + "]",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => element.GetRawText(),
        _ => Quoted(Text(element)!),
    };

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        System.Collections.IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Show)) + "]",
        _ => value.ToString()!,
    };

    private static string Quoted(string text) => $"'{text}'";

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => FromBytes(element.GetProperty("b64").GetBytesFromBase64()),
        _ => element.GetString(),
    };

    // Bytes that are no UTF-8 as lone surrogates, as all Go strings are kept.
    private static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        while (!bytes.IsEmpty)
        {
            bool isRune = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == System.Buffers.OperationStatus.Done;
            text.Append(isRune ? rune.ToString() : ((char)(0xDC00 + bytes[0])).ToString());
            bytes = bytes[(isRune ? used : 1)..];
        }

        return text.ToString();
    }

    private static string? Differ(string what, string? wanted, string? got) =>
        string.Equals(wanted, got, StringComparison.Ordinal) ? null : $"{what}: want {Visible(wanted)}\n got {Visible(got)}";

    private static string? Visible(string? text) => text is { Length: > 300 } ? text[..300] + "..." : text;
}
