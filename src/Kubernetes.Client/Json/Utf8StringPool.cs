using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Shares equal strings that come again and again in JSON (namespaces, labels, kinds), in a fixed number of slots; a clash forgets the older one.</summary>
/// <remarks>Thread-safe: at worst a string is made twice.</remarks>
public sealed class Utf8StringPool
{
    private const int MaxLength = 128;

    private readonly Entry?[] _slots;

    /// <param name="slots">How many strings are kept at most; rounded up to a power of two.</param>
    public Utf8StringPool(int slots) => _slots = new Entry?[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    /// <summary>The text of a string element, the same instance as long as it is kept.</summary>
    /// <exception cref="InvalidOperationException">The element is no string.</exception>
    public string Get(JsonElement text)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(text);
        if (raw.Length > MaxLength || raw.Contains((byte)'\\'))
        {
            return text.GetString()!;
        }

        raw = raw[1..^1];
        HashCode hash = default;
        hash.AddBytes(raw);
        ref Entry? slot = ref _slots[hash.ToHashCode() & (_slots.Length - 1)];
        if (slot is { } known && raw.SequenceEqual(known.Utf8))
        {
            return known.Text;
        }

        Entry made = new(raw.ToArray(), Encoding.UTF8.GetString(raw));
        slot = made;
        return made.Text;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
