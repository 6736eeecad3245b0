using System.Globalization;
using System.Text;

namespace Steersman.Helm.Toml;

/// <summary>Keys and strings as the TOML library writes them.</summary>
internal static class TomlKey
{
    /// <summary>The parts with dots between, quoted where they need it.</summary>
    public static string Join(IEnumerable<string> parts) => string.Join('.', parts.Select(Quoted));

    /// <summary>One part, quoted unless it is a bare key.</summary>
    public static string Quoted(string part) => part.Length > 0 && part.All(IsBare) ? part : Quote(part);

    public static bool IsBare(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>A string in double quotes.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"", text.Length + 2);
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\b' => quoted.Append(@"\b"),
                '\t' => quoted.Append(@"\t"),
                '\n' => quoted.Append(@"\n"),
                '\f' => quoted.Append(@"\f"),
                '\r' => quoted.Append(@"\r"),
                < ' ' or '\x7F' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
