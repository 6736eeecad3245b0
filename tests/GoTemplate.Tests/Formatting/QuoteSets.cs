using System.Text.Json;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class QuoteSets
{
    public static string? Quote(JsonElement vector)
    {
        Answers answers = new(vector);
        string text = answers.Text("text");
        Value value = Value.FromString(text);
        return answers
            .Expect("quote", GoQuote.Quote(text))
            .Expect("ascii", GoQuote.QuoteToAscii(text))
            .Expect("graphic", GoQuote.QuoteToGraphic(text))
            .Expect("canBackquote", GoQuote.CanBackquote(text))
            .Expect("q", GoFormat.Sprintf("%q", value))
            .Expect("plusq", GoFormat.Sprintf("%+q", value))
            .Expect("sharpq", GoFormat.Sprintf("%#q", value))
            .Expect("x", GoFormat.Sprintf("%x", value))
            .Expect("spaceX", GoFormat.Sprintf("% X", value))
            .Wrong;
    }

    public static string? QuoteRune(JsonElement vector)
    {
        Answers answers = new(vector);
        int rune = vector.GetProperty("rune").GetInt32();
        Value value = Value.FromInteger(GoType.Int32, rune);
        return answers
            .Expect("quote", GoQuote.QuoteRune(rune))
            .Expect("ascii", GoQuote.QuoteRuneToAscii(rune))
            .Expect("isPrint", GoUnicode.IsPrint(rune))
            .Expect("isGraphic", GoUnicode.IsGraphic(rune))
            .Expect("c", GoFormat.Sprintf("%c", value))
            .Expect("U", GoFormat.Sprintf("%U", value))
            .Expect("sharpU", GoFormat.Sprintf("%#U", value))
            .Wrong;
    }

    public static string? Unquote(JsonElement vector)
    {
        Answers answers = new(vector);
        bool well = GoQuote.TryUnquote(answers.Text("text"), out string? text);
        return answers.Expect("value", well ? text : null).Expect("error", well ? null : "invalid syntax").Wrong;
    }
}
