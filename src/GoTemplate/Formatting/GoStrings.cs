using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go strings and byte slices made from one another.</summary>
public static class GoStrings
{
    /// <summary>Go's <c>string([]byte)</c> of a list whose elements are bytes.</summary>
    public static string OfBytes(ValueList list) => GoString.FromBytes(Bytes(list));

    /// <summary>The bytes of a list whose elements are bytes.</summary>
    public static byte[] Bytes(ValueList list)
    {
        byte[] bytes = new byte[list.Count];
        for (int index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)list[index].Bits;
        }

        return bytes;
    }

    /// <summary>A <c>[]uint8</c> of bytes.</summary>
    public static ValueList FromBytes(ReadOnlySpan<byte> bytes)
    {
        List<Value> items = new(bytes.Length);
        foreach (byte b in bytes)
        {
            items.Add(Value.FromInteger(GoType.Uint8, b));
        }

        return new ValueList(GoType.ByteSlice, items);
    }

    /// <summary>Go's <c>s[start:end]</c>, which counts bytes.</summary>
    public static string Slice(string text, int start, int end)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text[start..end];
        }

        return GoString.FromBytes(GoString.ToBytes(text).AsSpan(start, end - start));
    }
}
