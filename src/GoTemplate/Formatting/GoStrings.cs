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
        if (list.Bytes is { } whole)
        {
            return whole;
        }

        byte[] bytes = new byte[list.Count];
        for (int index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)list[index].Bits;
        }

        return bytes;
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
