using System.Text.Json;
using Steersman.Kustomize.Nodes;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Patches;

/// <summary>A JSON 6902 patch as json-patch v4 reads and applies it.</summary>
internal sealed class JsonPatch
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = YamlLimits.MaxDepth };

    private readonly List<JsonOperation> _operations;

    private JsonPatch(List<JsonOperation> operations) => _operations = operations;

    public int Count => _operations.Count;

    /// <summary>Reads a patch: JSON where it begins with a bracket, else YAML.</summary>
    /// <returns>False where the text is no list of objects. A text without content is no patch and no mistake: true with null.</returns>
    public static bool TryRead(string text, out JsonPatch? patch)
    {
        patch = null;
        try
        {
            string json = text[0] == '[' ? text : YamlJson.Of(text);
            using JsonDocument document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Null)
            {
                return true;
            }

            if (document.RootElement.ValueKind != JsonValueKind.Array
                || document.RootElement.EnumerateArray().Any(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)))
            {
                return false;
            }

            patch = new JsonPatch([.. document.RootElement.EnumerateArray().Select(Operation)]);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or YamlException or KustomizeException)
        {
            return false;
        }
    }

    /// <summary>The object after the patch: made anew from JSON, its numbers with a fraction's precision.</summary>
    /// <exception cref="KustomizeException">An operation cannot be done.</exception>
    /// <exception cref="YamlException">The object cannot be written as JSON.</exception>
    public YamlNode Apply(YamlNode node, Budget budget)
    {
        using JsonDocument document = JsonDocument.Parse(GoJson.Write(NodeDecoder.Decode(node, isWritten: true)), Options);
        JsonPatchRun run = new(JsonValue.Of(document.RootElement)!, budget);
        foreach (JsonOperation operation in _operations)
        {
            run.Do(operation);
        }

        return run.Root.Fields is not null
            ? JsonNodes.Of(run.Root)
            : throw new KustomizeException("json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    private static JsonOperation Operation(JsonElement element)
    {
        string op = "unknown";
        string? path = null;
        string? from = null;
        string? pathProblem = null;
        string? fromProblem = null;
        JsonValue? value = null;
        foreach (JsonProperty member in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().ToArray() : [])
        {
            switch (member.Name)
            {
                case "op":
                    op = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "unknown";
                    break;
                case "path":
                    path = Text(member.Value, out pathProblem);
                    break;
                case "from":
                    from = Text(member.Value, out fromProblem);
                    break;
                case "value":
                    value = JsonValue.Of(member.Value) ?? JsonValue.GivenNull();
                    break;
            }
        }

        return new JsonOperation(op, path, from, pathProblem, fromProblem, value);
    }

    private static string? Text(JsonElement value, out string? problem)
    {
        problem = value.ValueKind switch
        {
            JsonValueKind.Number => "json: cannot unmarshal number into Go value of type string",
            JsonValueKind.True or JsonValueKind.False => "json: cannot unmarshal bool into Go value of type string",
            JsonValueKind.Array => "json: cannot unmarshal array into Go value of type string",
            JsonValueKind.Object => "json: cannot unmarshal object into Go value of type string",
            _ => null,
        };
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
