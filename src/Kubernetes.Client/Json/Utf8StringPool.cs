using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Shares equal strings that come again and again in JSON (namespaces, labels, kinds), in a fixed number of slots; a clash forgets the older one.</summary>
/// <remarks>Thread-safe: at worst a string is made twice. Texts of more than ASCII, or of more than 128 characters, are not shared.</remarks>
public sealed class Utf8StringPool
{
    private const int MaxLength = 128;

    private readonly string?[] _slots;

    /// <param name="slots">How many strings are kept at most; rounded up to a power of two.</param>
    public Utf8StringPool(int slots) => _slots = new string?[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    /// <summary>The text of a string element, the same instance as long as it is kept.</summary>
    /// <exception cref="InvalidOperationException">The element is no string.</exception>
    public string Get(JsonElement text)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(text);
        return text.ValueKind != JsonValueKind.String || raw.Contains((byte)'\\') ? text.GetString()! : Find(raw[1..^1]) ?? text.GetString()!;
    }

    /// <summary>The name of a property, the same instance as long as it is kept.</summary>
    public string GetName(JsonProperty property)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Contains((byte)'\\') ? property.Name : Find(raw) ?? property.Name;
    }

    /// <summary>The string or the name of a property at which a reader stands, the same instance as long as it is kept; null for a null.</summary>
    /// <exception cref="InvalidOperationException">The reader stands at something else.</exception>
    public string? Get(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !reader.HasValueSequence && !reader.ValueIsEscaped ? Find(reader.ValueSpan) ?? reader.GetString() : reader.GetString();

    // Null where it is not to be shared.
    private string? Find(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxLength || !Ascii.IsValid(text))
        {
            return null;
        }

        HashCode hash = default;
        hash.AddBytes(text);
        ref string? slot = ref _slots[hash.ToHashCode() & (_slots.Length - 1)];
        if (slot is { } known && Ascii.Equals(text, known))
        {
            return known;
        }

        string made = Encoding.ASCII.GetString(text);
        slot = made;
        return made;
    }
}
