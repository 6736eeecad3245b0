using System.Text.Json.Nodes;
using Steersman.Yaml;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>YAML texts as JSON nodes, with the rules of sigs.k8s.io/yaml, which the API machinery uses.</summary>
public static class YamlJson
{
    /// <summary>Reads the first document; null for an empty one.</summary>
    /// <exception cref="YamlException">The text is refused.</exception>
    public static JsonNode? Parse(string text)
    {
        JsonNodeYamlBuilder builder = default;
        return YamlReader.Read<JsonNode?, JsonNodeYamlBuilder>(text, ref builder);
    }

    /// <summary>Reads every document of a stream, empty ones left out.</summary>
    /// <exception cref="YamlException">One of them is refused.</exception>
    public static IReadOnlyList<JsonNode> ParseAll(string text)
    {
        JsonNodeYamlBuilder builder = default;
        return [.. YamlReader.ReadAll<JsonNode?, JsonNodeYamlBuilder>(text, ref builder).OfType<JsonNode>()];
    }

    /// <summary>Writes a node as sigs.k8s.io/yaml does: keys in go-yaml's order, one line feed at the end.</summary>
    /// <exception cref="YamlException">The node is nested deeper than <see cref="YamlLimits.MaxDepth"/>.</exception>
    public static string Write(JsonNode? node)
    {
        using YamlWriter writer = new(YamlStyle.V2);
        new JsonNodeYamlEmitter(writer).Write(node);
        return writer.ToString();
    }
}
