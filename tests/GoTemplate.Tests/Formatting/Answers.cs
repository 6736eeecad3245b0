using System.Text.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

/// <summary>Compares answers with those of a vector; the first that differs is what is wrong with it.</summary>
internal sealed class Answers(JsonElement vector)
{
    /// <summary>What is wrong; null where all is well.</summary>
    public string? Wrong { get; private set; }

    /// <summary>A text of a vector: a string, or base64 where it is no UTF-8.</summary>
    public static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Object when element.TryGetProperty("b64", out JsonElement bytes) => GoString.FromBytes(bytes.GetBytesFromBase64()),
        _ => element.GetRawText(),
    };

    public string Text(string key) => Text(vector.GetProperty(key));

    public bool Has(string key) => vector.TryGetProperty(key, out _);

    /// <summary>Compares where the vector has the key; an answer of null must be one that it has not.</summary>
    public Answers Expect(string key, string? got)
    {
        string? want = vector.TryGetProperty(key, out JsonElement element) && element.ValueKind is not JsonValueKind.Null ? Text(element) : null;
        Wrong ??= string.Equals(want, got, StringComparison.Ordinal) ? null : $"{vector.GetRawText()}\n  {key}: want {want ?? "nothing"}, got {got ?? "nothing"}";
        return this;
    }

    public Answers Expect(string key, bool got) => Expect(key, got ? "true" : "false");

    public Answers Expect(string key, long got) => Expect(key, got.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Answers Expect(string key, double got) =>
        vector.GetProperty(key).GetDouble().Equals(got) ? this : Expect(key, got.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
}
