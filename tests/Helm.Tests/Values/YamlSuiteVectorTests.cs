using System.Text.Json;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;
using Steersman.Vectors;
using Steersman.Yaml;

namespace Steersman.Helm.Tests.Values;

/// <summary>The YAML test suite, and damaged copies of it, as sigs.k8s.io/yaml reads and writes them.</summary>
[Category("Vectors")]
public sealed class YamlSuiteVectorTests
{
    private const string ErrorPrefix = "error converting YAML to JSON: ";

    [Test]
    public void Texts_are_read_and_written_as_sigs_yaml_does() => VectorGroup.Run("more/yaml-suite", Judge);

    private static string? Judge(JsonElement vector)
    {
        string text = Text(vector.GetProperty("yaml_in"));
        Value value;
        try
        {
            value = ValueYaml.Parse(text);
        }
        catch (YamlException exception)
        {
            return Compare("error", Expected(vector, "error"), exception.Message[ErrorPrefix.Length..]);
        }

        return Compare("error", Expected(vector, "error"), null)
            ?? Compare("json", Expected(vector, "json") is { } json ? GoJson.Write(GoJson.Parse(json)) : null, GoJson.Write(value))
            ?? Compare("yaml", Expected(vector, "yaml"), ValueYaml.Write(value))
            ?? Compare("mapError", Expected(vector, "mapError"), MapError(text));
    }

    private static string? MapError(string text)
    {
        try
        {
            _ = ValueYaml.ParseMap(text);
            return null;
        }
        catch (YamlException exception)
        {
            return exception.Message;
        }
    }

    private static string? Expected(JsonElement vector, string name) => vector.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? GoString.FromBytes(value.GetProperty("b64").GetBytesFromBase64()) : value.GetString()!;

    private static string? Compare(string what, string? expected, string? actual) =>
        expected == actual ? null : $"{what}: expected {expected ?? "none"}\n but got {actual ?? "none"}";
}
