using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Steersman.Releases.Drift;

/// <summary>A JSON pointer (RFC 6901). Immutable.</summary>
public sealed class JsonPointer
{
    private readonly ImmutableArray<string> _tokens;

    private JsonPointer(ImmutableArray<string> tokens) => _tokens = tokens;

    /// <summary>True for the empty pointer, which is the whole document.</summary>
    public bool IsRoot => _tokens.IsEmpty;

    /// <exception cref="FormatException">The text is no pointer.</exception>
    public static JsonPointer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return new JsonPointer([]);
        }

        return text[0] == '/'
            ? new JsonPointer([.. text[1..].Split('/').Select(Unescape)])
            : throw new FormatException($"{text} is no JSON pointer: it must be empty or begin with a slash");
    }

    /// <summary>One token as a pointer writes it.</summary>
    public static string Escape(string token) => token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Takes away what the pointer names; an item of a list becomes null, so that the others keep their places.</summary>
    public void RemoveFrom(JsonNode document)
    {
        if (!IsRoot)
        {
            Put(Parent(document, out _), null, addsToMaps: false);
        }
    }

    /// <summary>
    /// Gives <paramref name="wanted"/> the value that <paramref name="live"/> has here, or takes it away where that has none. What only the live object has in a map
    /// is left to whoever owns it; within a list it is taken over, since many lists are owned as a whole.
    /// </summary>
    public void Copy(JsonNode live, JsonNode wanted)
    {
        if (IsRoot || Parent(wanted, out bool isInList) is not { } parent)
        {
            return;
        }

        JsonNode? value = Child(Parent(live, out _), _tokens[^1])?.DeepClone();
        if (value is null && parent is JsonArray list)
        {
            // Taken away by others: the items behind it follow.
            if (Index(_tokens[^1]) is { } index && index < list.Count)
            {
                list.RemoveAt(index);
            }

            return;
        }

        Put(parent, value, addsToMaps: isInList);
    }

    private JsonNode? Parent(JsonNode? node, out bool isInList)
    {
        isInList = false;
        foreach (string token in _tokens[..^1])
        {
            isInList |= node is JsonArray;
            node = Child(node, token);
        }

        isInList |= node is JsonArray;
        return node;
    }

    private static JsonNode? Child(JsonNode? node, string token) => node switch
    {
        JsonObject map => map.TryGetPropertyValue(token, out JsonNode? value) ? value : null,
        JsonArray list when Index(token) is { } index && index < list.Count => list[index],
        _ => null,
    };

    private void Put(JsonNode? parent, JsonNode? value, bool addsToMaps)
    {
        string token = _tokens[^1];
        switch (parent)
        {
            case JsonObject map when value is null:
                map.Remove(token);
                break;
            case JsonObject map when addsToMaps || map.ContainsKey(token):
                map[token] = value;
                break;
            case JsonArray list when Index(token) is { } index && index < list.Count:
                list[index] = value;
                break;
            case JsonArray list when value is not null && Index(token) == list.Count:
                list.Add(value);
                break;
        }
    }

    private static int? Index(string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;

    private static string Unescape(string token) => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The pointer's text.</summary>
    public override string ToString() => string.Concat(_tokens.Select(token => $"/{Escape(token)}"));
}
