using System.Globalization;
using System.Runtime.InteropServices;
using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>A place in a document: its URL and a JSON pointer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SchemaLocation(string Url, string Pointer)
{
    public SchemaLocation Append(string token) => new(Url, $"{Pointer}/{SchemaText.Escape(token)}");

    public SchemaLocation Append(string keyword, string token) => new(Url, $"{Pointer}/{SchemaText.Escape(keyword)}/{SchemaText.Escape(token)}");

    /// <summary>The value at the place.</summary>
    /// <exception cref="SchemaException">There is none.</exception>
    public Datum Find(Datum document)
    {
        Datum value = document;
        foreach (string escaped in Pointer.Split('/').Skip(1))
        {
            string token = Unescape(escaped) ?? throw new SchemaException($"invalid json-pointer {GoQuote.Quote(ToString())}");
            Datum? next = value.Kind == DatumKind.Object ? value[token] : null;
            if (value.Kind == DatumKind.Array && int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) && index >= 0 && index < value.Items.Length)
            {
                next = value.Items[index];
            }

            value = next ?? throw new SchemaException($"json-pointer in {GoQuote.Quote(ToString())} not found");
        }

        return value;
    }

    public override string ToString() => $"{Url}#{SchemaUrl.Encode(Pointer)}";

    private static string? Unescape(string token)
    {
        string[] parts = token.Split('~');
        for (int index = 1; index < parts.Length; index++)
        {
            if (parts[index].Length == 0 || parts[index][0] is not ('0' or '1'))
            {
                return null;
            }

            parts[index] = (parts[index][0] == '0' ? "~" : "/") + parts[index][1..];
        }

        return string.Concat(parts);
    }
}
