using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>Field access as kstatus does it: GetStringField and GetIntField forgive, NestedXxx say what is wrong in Go's words.</summary>
internal static class Fields
{
    /// <summary>The string at a path (fields separated by dots), or the default where there is none or something else.</summary>
    public static string GetString(JsonObject obj, string path, string otherwise = "") =>
        Find(obj, path) is JsonValue value && value.TryGetValue(out string? text) ? text : otherwise;

    /// <summary>The integer at a path, or the default; a float64 is no integer, as in Go.</summary>
    public static long GetInt(JsonObject obj, string path, long otherwise) =>
        GoText.TryInt64(Find(obj, path), out long number) ? number : otherwise;

    /// <summary>The node at a path, or null where a field is missing or its parent is no map.</summary>
    public static JsonNode? Find(JsonObject obj, string path)
    {
        JsonNode? node = obj;
        foreach (Range part in path.AsSpan().Split('.'))
        {
            if (node is not JsonObject map || !map.TryGetPropertyValue(path[part], out node))
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>unstructured.NestedString: false where a field is missing.</summary>
    /// <exception cref="KstatusException">The field, or a parent, has another type.</exception>
    public static bool NestedString(JsonObject obj, out string text, params ReadOnlySpan<string> fields)
    {
        text = "";
        if (!Nested(obj, out JsonNode? node, fields))
        {
            return false;
        }

        return node is JsonValue value && value.TryGetValue(out text!) ? true : throw WrongType(node, "string", fields);
    }

    /// <summary>unstructured.NestedInt64: false where a field is missing.</summary>
    /// <exception cref="KstatusException">The field, or a parent, has another type.</exception>
    public static bool NestedInt64(JsonObject obj, out long number, params ReadOnlySpan<string> fields)
    {
        number = 0;
        if (!Nested(obj, out JsonNode? node, fields))
        {
            return false;
        }

        return GoText.TryInt64(node, out number) ? true : throw WrongType(node, "int64", fields);
    }

    /// <summary>unstructured.NestedSlice: null where a field is missing.</summary>
    /// <exception cref="KstatusException">The field, or a parent, has another type.</exception>
    public static JsonArray? NestedSlice(JsonObject obj, params ReadOnlySpan<string> fields)
    {
        if (!Nested(obj, out JsonNode? node, fields))
        {
            return null;
        }

        return node as JsonArray ?? throw WrongType(node, "[]interface{}", fields);
    }

    private static bool Nested(JsonObject obj, out JsonNode? node, ReadOnlySpan<string> fields)
    {
        node = obj;
        for (int i = 0; i < fields.Length; i++)
        {
            if (node is null)
            {
                return false;
            }

            if (node is not JsonObject map)
            {
                throw WrongType(node, "map[string]interface{}", fields[..(i + 1)]);
            }

            if (!map.TryGetPropertyValue(fields[i], out node))
            {
                return false;
            }
        }

        return true;
    }

    private static KstatusException WrongType(JsonNode? node, string expected, ReadOnlySpan<string> fields) =>
        new($".{string.Join('.', fields)} accessor error: {GoText.Print(node)} is of the type {GoText.TypeName(node)}, expected {expected}");
}
