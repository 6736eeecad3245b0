using System.Globalization;
using System.Text.Json;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class NumberSets
{
    public static string? Float(JsonElement vector)
    {
        Answers answers = new(vector);
        double number = BitConverter.UInt64BitsToDouble(ulong.Parse(answers.Text("bits"), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        foreach (JsonProperty property in vector.EnumerateObject())
        {
            string key = property.Name;
            if (key is "id" or "bits" || key.StartsWith("json", StringComparison.Ordinal))
            {
                continue;
            }

            string format = key.Split('/')[0];
            bool single = key.EndsWith("/32", StringComparison.Ordinal);
            answers.Expect(key, key[0] == '%' && !single
                ? GoFormat.Sprintf(format, Value.FromFloat64(number))
                : GoNumber.FormatFloat(single ? (float)number : number, key[0] == '%' ? 'g' : key[0], key[0] == '%' ? -1 : Precision(format), single ? 32 : 64));
        }

        return answers.Wrong;
    }

    public static string? ParseFloat(JsonElement vector)
    {
        Answers answers = new(vector);
        string text = answers.Text("text");
        NumberError error = GoNumber.ParseFloat(text, 64, out double value);
        NumberError error32 = GoNumber.ParseFloat(text, 32, out double value32);
        answers
            .Expect("value", GoNumber.FormatFloat(value))
            .Expect("value32", GoNumber.FormatFloat(value32, 'g', -1, 32))
            .Expect("error", ErrorText("ParseFloat", text, error))
            .Expect("error32", ErrorText("ParseFloat", text, error32));
        return double.IsNaN(value) ? answers.Wrong : answers.Expect("bits", BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture)).Wrong;
    }

    public static string? ParseInt(JsonElement vector)
    {
        string text = Answers.Text(vector.GetProperty("text"));
        foreach (JsonProperty property in vector.EnumerateObject())
        {
            if (property.Name is "id" or "text")
            {
                continue;
            }

            Answers answers = new(property.Value);
            (string value, string? error) = Parse(property.Name, text);
            if (answers.Expect("value", value).Expect("error", error).Wrong is { } wrong)
            {
                return $"{property.Name} of {text}: {wrong}";
            }
        }

        return null;
    }

    public static string? ParseIntBase(JsonElement vector)
    {
        Answers answers = new(vector);
        int radix = vector.TryGetProperty("base", out JsonElement given) ? given.GetInt32() : 10;
        int bits = vector.TryGetProperty("bitSize", out given) ? given.GetInt32() : 64;
        NumberError error = GoNumber.ParseInt(answers.Text("text"), radix, bits, out _);
        return answers.Expect("error", ErrorText("ParseInt", answers.Text("text"), error, error is NumberError.Base ? radix : bits)).Wrong;
    }

    public static string? ParseBool(JsonElement vector)
    {
        Answers answers = new(vector);
        NumberError error = GoNumber.ParseBool(answers.Text("text"), out bool value);
        return answers
            .Expect("value", error is NumberError.None ? (value ? "true" : "false") : null)
            .Expect("error", ErrorText("ParseBool", answers.Text("text"), error))
            .Wrong;
    }

    public static string? FormatInt(JsonElement vector)
    {
        Answers answers = new(vector);
        long value = long.Parse(answers.Text("value"), CultureInfo.InvariantCulture);
        foreach (JsonProperty property in vector.EnumerateObject())
        {
            if (property.Name is not ("id" or "value"))
            {
                answers.Expect(property.Name, property.Name[0] == '%'
                    ? GoFormat.Sprintf(property.Name, Value.FromInt64(value))
                    : GoNumber.FormatInt(value, int.Parse(property.Name, CultureInfo.InvariantCulture)));
            }
        }

        return answers.Wrong;
    }

    private static int Precision(string format) => int.Parse(format.AsSpan(1), CultureInfo.InvariantCulture);

    private static (string Value, string? Error) Parse(string call, string text)
    {
        NumberError error;
        switch (call)
        {
            case "atoi":
                error = GoNumber.Atoi(text, out long number);
                return (GoNumber.FormatInt(number), ErrorText("Atoi", text, error));
            case "bool":
                error = GoNumber.ParseBool(text, out bool flag);
                return (flag ? "true" : "false", ErrorText("ParseBool", text, error));
            default:
                string[] parts = call.TrimStart("uint".ToCharArray()).Split('/');
                int radix = int.Parse(parts[0], CultureInfo.InvariantCulture);
                int bits = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 64;
                if (call.StartsWith('u'))
                {
                    error = GoNumber.ParseUint(text, radix, bits, out ulong unsigned);
                    return (GoNumber.FormatUint(unsigned), ErrorText("ParseUint", text, error));
                }

                error = GoNumber.ParseInt(text, radix, bits, out number);
                return (GoNumber.FormatInt(number), ErrorText("ParseInt", text, error));
        }
    }

    private static string? ErrorText(string function, string text, NumberError error, int argument = 0) =>
        error is NumberError.None ? null : GoNumber.ErrorText(function, text, error, argument);
}
