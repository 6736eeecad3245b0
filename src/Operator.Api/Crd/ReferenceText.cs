using System.Text.Json.Nodes;

namespace Steersman.Operator.Api.Crd;

/// <summary>What a schema says, in words.</summary>
internal static class ReferenceText
{
    /// <summary>What a list or map holds, with what its path gets; the schema itself where it is neither.</summary>
    public static (string Suffix, JsonObject Element) ElementOf(JsonObject schema)
    {
        string suffix = "";
        while ((schema["items"] ?? schema["additionalProperties"]) is JsonObject inner)
        {
            suffix += schema.ContainsKey("items") ? "[]" : ".*";
            schema = inner;
        }

        return (suffix, schema);
    }

    /// <summary>Whether an object has fields that need a table; one that has a name alone is a reference.</summary>
    public static bool HasSection(JsonObject schema) => schema["properties"] is JsonObject { Count: > 0 } && !IsReference(schema);

    public static string TypeOf(JsonObject schema)
    {
        if (schema["items"] is JsonObject item)
        {
            return $"list of {TypeOf(item)}";
        }

        if (schema["additionalProperties"] is JsonObject value)
        {
            return $"map of {TypeOf(value)}";
        }

        return schema switch
        {
            _ when schema["enum"] is JsonArray names => string.Join(", ", names.Select(name => $"`{name}`")),
            _ when IsReference(schema) => "object with `name`",
            _ when (string?)schema["pattern"] == GoDuration.Pattern => "duration",
            _ when (string?)schema["format"] == "date-time" => "time",
            _ when schema.ContainsKey("x-kubernetes-preserve-unknown-fields") => "any object",
            _ => (string)schema["type"]!,
        };
    }

    public static string DefaultOf(JsonObject schema) => schema["default"] is { } value ? $"`{(value is JsonValue ? value.ToString() : value.ToJsonString())}`" : "";

    /// <summary>The description, and the bounds that the server enforces, as a cell of a table.</summary>
    public static string DescriptionOf(JsonObject schema) => string.Join(' ', Sentences(schema)).Replace("|", "\\|", StringComparison.Ordinal);

    private static IEnumerable<string> Sentences(JsonObject schema)
    {
        yield return (string?)schema["description"] ?? "";
        if (((int?)schema["minLength"], (int?)schema["maxLength"]) is var (shortest, longest) && (shortest ?? longest) is not null)
        {
            yield return (shortest, longest) switch
            {
                (null, _) => $"At most {longest} characters.",
                (1, null) => "Not empty.",
                (_, null) => $"At least {shortest} characters.",
                _ => $"{shortest} to {longest} characters.",
            };
        }

        if ((int?)schema["minimum"] is { } minimum)
        {
            yield return $"At least {minimum}.";
        }

        if ((string?)schema["pattern"] is { } pattern && pattern != GoDuration.Pattern)
        {
            yield return $"Matches `{pattern}`.";
        }
    }

    private static bool IsReference(JsonObject schema) => schema["properties"] is JsonObject { Count: 1 } fields && fields["name"] is JsonObject name && !name.ContainsKey("enum");
}
