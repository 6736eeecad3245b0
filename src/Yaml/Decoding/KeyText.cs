namespace Steersman.Yaml.Decoding;

/// <summary>The texts of keys seen lately: documents repeat few keys, and a hit saves a string. One cache a thread; keys only, never values.</summary>
internal static class KeyText
{
    private const int Slots = 512;
    private const int LongestKept = 40;

    [ThreadStatic]
    private static string?[]? _slots;

    public static string Get(ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || key.Length > LongestKept)
        {
            return key.ToString();
        }

        _slots ??= new string?[Slots];
        int hash = (key.Length * 31) + (key[0] * 17) + (key[^1] * 131) + (key[key.Length / 2] * 1009);
        ref string? slot = ref _slots[hash & (Slots - 1)];
        if (slot is not null && key.SequenceEqual(slot))
        {
            return slot;
        }

        return slot = key.ToString();
    }
}
