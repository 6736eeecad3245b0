using System.Text.Json;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class BaseSets
{
    private delegate string? Decoder(string text, out byte[] bytes);

    private static readonly Dictionary<string, Func<byte[], string>> Encoders = new(StringComparer.Ordinal)
    {
        ["b32"] = bytes => GoBase32.Standard.Encode(bytes),
        ["b32hex"] = bytes => GoBase32.Hex.Encode(bytes),
        ["b32raw"] = bytes => GoBase32.RawStandard.Encode(bytes),
        ["hex"] = bytes => GoHex.Encode(bytes),
        ["std"] = bytes => GoBase64.Standard.Encode(bytes),
        ["rawStd"] = bytes => GoBase64.RawStandard.Encode(bytes),
        ["url"] = bytes => GoBase64.Url.Encode(bytes),
        ["rawURL"] = bytes => GoBase64.RawUrl.Encode(bytes),
    };

    private static readonly Dictionary<string, Decoder> Decoders = new(StringComparer.Ordinal)
    {
        ["b32"] = GoBase32.Standard.Decode,
        ["b32raw"] = GoBase32.RawStandard.Decode,
        ["hex"] = GoHex.Decode,
        ["std"] = GoBase64.Standard.Decode,
        ["stdStrict"] = GoBase64.StrictStandard.Decode,
        ["rawStd"] = GoBase64.RawStandard.Decode,
        ["url"] = GoBase64.Url.Decode,
        ["rawURL"] = GoBase64.RawUrl.Decode,
    };

    public static string? Encode(JsonElement vector)
    {
        Answers answers = new(vector);
        foreach ((string key, Func<byte[], string> encode) in Encoders)
        {
            answers.Expect(key, encode(GoString.ToBytes(answers.Text("text"))));
        }

        return answers.Wrong;
    }

    public static string? Decode(JsonElement vector)
    {
        string text = Answers.Text(vector.GetProperty("text"));
        foreach ((string key, Decoder decode) in Decoders)
        {
            string? error = decode(text, out byte[] bytes);
            string decoded = GoString.FromBytes(bytes);
            string? wrong = new Answers(vector.GetProperty(key))
                .Expect("error", error)
                .Expect("value", error is null ? decoded : null)
                .Expect("partial", error is null ? null : decoded)
                .Wrong;
            if (wrong is not null)
            {
                return $"{key} of {text}: {wrong}";
            }
        }

        return null;
    }
}
