using System.Text;
using System.Text.Json.Nodes;

namespace Steersman.Operator.Api.Crd;

/// <summary>One section of the reference page for each object of a schema, outer ones first.</summary>
internal static class ReferenceSections
{
    /// <summary>The sections of an object that is no other's.</summary>
    public static void Write(StringBuilder page, string path, JsonObject schema) => Write(page, path, schema, "## ");

    private static void Write(StringBuilder page, string path, JsonObject schema, string heading)
    {
        page.Append('\n').Append(heading).Append(path).Append("\n\n");
        page.Append((string?)schema["description"]).Append('\n');

        foreach (JsonNode? rule in schema["x-kubernetes-validations"] as JsonArray ?? [])
        {
            page.Append("\nRule: ").Append((string)rule!["message"]!).Append(".\n");
        }

        page.Append("\n| field | type | default | description |\n|---|---|---|---|\n");
        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(name => (string)name!)];
        List<(string Path, JsonObject Schema)> inner = [];
        foreach ((string name, JsonNode? node) in (JsonObject)schema["properties"]!)
        {
            JsonObject field = (JsonObject)node!;
            (string suffix, JsonObject element) = ReferenceText.ElementOf(field);
            bool hasSection = ReferenceText.HasSection(element);
            string innerPath = $"{path}.{name}{suffix}";
            page.Append("| ").Append(hasSection ? $"[`{name}`](#{Anchor(innerPath)})" : $"`{name}`")
                .Append(" | ").Append(ReferenceText.TypeOf(field))
                .Append(" | ").Append(required.Contains(name) ? "*required*" : ReferenceText.DefaultOf(field))
                .Append(" | ").Append(ReferenceText.DescriptionOf(field)).Append(" |\n");
            if (hasSection)
            {
                inner.Add((innerPath, WithDescription(element, field)));
            }
        }

        foreach ((string innerPath, JsonObject element) in inner)
        {
            Write(page, innerPath, element, "### ");
        }
    }

    // As GitHub makes anchors of headings.
    private static string Anchor(string heading) => string.Concat(heading.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static JsonObject WithDescription(JsonObject element, JsonObject field)
    {
        JsonObject copy = (JsonObject)element.DeepClone();
        copy["description"] = (string?)field["description"];
        return copy;
    }
}
