using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Json;

/// <summary>Go's encoding/json (1.26) over template values: what is accepted, what is written, and the texts of errors.</summary>
public static class GoJson
{
    /// <summary>json.Unmarshal into <c>any</c>: maps, lists, strings, bools, float64 and nil.</summary>
    /// <exception cref="GoJsonException">The text is no JSON, or a number in it is out of range.</exception>
    public static Value Parse(string text)
    {
        GoJsonDocument document = Decode(text);
        return document.Error is null ? document.Value : throw new GoJsonException(document.Error);
    }

    /// <summary>As <see cref="Parse"/>, but a number out of range does not hide the rest.</summary>
    /// <exception cref="GoJsonException">The text is no JSON.</exception>
    public static GoJsonDocument Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GoJsonParser(text).Parse();
    }

    /// <summary>What json.Unmarshal says where a decoded value does not fit the target's type: <c>json: cannot unmarshal array into Go value of type …</c>.</summary>
    public static string Mismatch(in Value value, GoType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        string kind = value.Kind switch
        {
            GoKind.Map => "object",
            GoKind.Slice => "array",
            GoKind.String => "string",
            GoKind.Bool => "bool",
            _ => "number",
        };
        return $"json: cannot unmarshal {kind} into Go value of type {type.Name}";
    }

    /// <summary>json.Marshal: keys sorted by bytes, HTML escapes, no line feed at the end.</summary>
    /// <exception cref="GoJsonException">NaN, an infinity, a cycle, or a type that JSON does not know.</exception>
    public static string Write(in Value value, GoJsonOptions? options = null)
    {
        StringBuilder text = new();
        new GoJsonWriter(text, options ?? GoJsonOptions.Default).Write(value);
        return text.ToString();
    }

    /// <summary>A string as JSON, quotes included.</summary>
    public static string Quote(string text, bool escapeHtml = true)
    {
        StringBuilder quoted = new(text.Length + 2);
        GoJsonString.Write(quoted, text, escapeHtml);
        return quoted.ToString();
    }
}
