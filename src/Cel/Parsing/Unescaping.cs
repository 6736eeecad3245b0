using System.Globalization;
using System.Text;

namespace Steersman.Cel.Parsing;

/// <summary>Reads quoted literals: quotes, the raw prefix and escape sequences (cel-go <c>parser/unescape.go</c>).</summary>
internal static class Unescaping
{
    private const string Invalid = "unable to unescape string";

    /// <summary>Reads a literal without its <c>b</c>.</summary>
    /// <param name="text">The literal as written.</param>
    /// <param name="isBytes">True where numeric escapes stand for bytes instead of characters.</param>
    /// <param name="value">What it stands for, in UTF-8.</param>
    /// <param name="error">What is wrong; empty when it could be read.</param>
    public static bool TryRead(string text, bool isBytes, out byte[] value, out string error)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        bool isRaw = text[0] is 'r' or 'R';
        ReadOnlySpan<char> rest = text.AsSpan(isRaw ? 1 : 0);
        int quotes = rest.Length >= 6 && rest[1] == rest[0] && rest[2] == rest[0] ? 3 : 1;
        rest = rest[quotes..^quotes];
        error = "";
        if (isRaw || !rest.Contains('\\'))
        {
            value = Encoding.UTF8.GetBytes(rest.ToString());
            return true;
        }

        List<byte> bytes = new(rest.Length);
        Span<byte> buffer = stackalloc byte[4];
        while (rest.Length > 0)
        {
            if (!TryReadOne(ref rest, isBytes, out int c, out bool isCharacter, out error))
            {
                value = [];
                return false;
            }

            if (isCharacter)
            {
                bytes.AddRange(buffer[..new Rune(c).EncodeToUtf8(buffer)]);
            }
            else
            {
                bytes.Add((byte)c);
            }
        }

        value = [.. bytes];
        return true;
    }

    private static bool TryReadOne(ref ReadOnlySpan<char> rest, bool isBytes, out int c, out bool isCharacter, out string error)
    {
        error = "";
        isCharacter = true;
        if (rest[0] != '\\')
        {
            Rune.DecodeFromUtf16(rest, out Rune rune, out int length);
            rest = rest[length..];
            c = rune.Value;
            return true;
        }

        char kind = rest[1];
        rest = rest[2..];
        switch (kind)
        {
            case 'x' or 'X':
                return TryReadNumber(ref rest, 2, isBytes, out c, out isCharacter, out error);
            case 'u' or 'U' when isBytes:
                c = 0;
                error = Invalid;
                return false;
            case 'u':
                return TryReadNumber(ref rest, 4, isBytes, out c, out isCharacter, out error);
            case 'U':
                return TryReadNumber(ref rest, 8, isBytes, out c, out isCharacter, out error);
            case >= '0' and <= '3':
                c = ((kind - '0') * 64) + ((rest[0] - '0') * 8) + (rest[1] - '0');
                rest = rest[2..];
                isCharacter = !isBytes;
                return true;
            default:
                c = kind switch { 'a' => '\a', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'v' => '\v', _ => kind };
                return true;
        }
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> rest, int digits, bool isBytes, out int c, out bool isCharacter, out string error)
    {
        uint value = uint.Parse(rest[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        rest = rest[digits..];
        isCharacter = !isBytes;
        bool isValid = isBytes || Rune.IsValid(value);
        c = isValid ? (int)value : 0;
        error = isValid ? "" : "invalid unicode code point";
        return isValid;
    }
}
