namespace Steersman.Helm.Schema.Formats;

/// <summary>JSON pointers (RFC 6901) and relative ones.</summary>
internal static class PointerFormats
{
    private const string BadEscape = "~ must be followed by 0 or 1";

    public static string? CheckPointer(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (text[0] != '/')
        {
            return "not starting with /";
        }

        for (int index = text.IndexOf('~', StringComparison.Ordinal); index >= 0; index = text.IndexOf('~', index + 1))
        {
            if (index + 1 == text.Length || text[index + 1] is not ('0' or '1'))
            {
                return BadEscape;
            }
        }

        return null;
    }

    public static string? CheckRelativePointer(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        if (digits == 0)
        {
            return "must start with non-negative integer";
        }

        if (digits > 1 && text[0] == '0')
        {
            return "starts with zero";
        }

        string rest = text[digits..];
        return rest == "#" ? null : CheckPointer(rest);
    }
}
