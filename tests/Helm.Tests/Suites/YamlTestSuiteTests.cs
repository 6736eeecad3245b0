using System.Text.Json;
using Steersman.GoTemplate.Json;
using Steersman.Helm.Values;
using Steersman.Vectors;
using Steersman.Yaml;

namespace Steersman.Helm.Tests.Suites;

/// <summary>The YAML test suite as it is published. It is for YAML 1.2; Helm reads with a parser of YAML 1.1.</summary>
[Category("Vectors")]
internal sealed class YamlTestSuiteTests
{
    private const string Refused = "refused";

    [Test]
    public void Readings_of_the_published_YAML_suite_differ_only_where_Helm_differs()
    {
        string[] lines = File.ReadAllLines(PublicSuites.Path("yaml-test-suite/cases.jsonl"));
        Dictionary<string, string> helm = ReadingsOfHelm();
        SuiteTally tally = new("yaml-test-suite");
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement test = document.RootElement;
            string text = test.GetProperty("yaml").GetString()!;
            string reading = Read(text);
            tally.Add(
                $"{test.GetProperty("id").GetString()}: {reading}",
                reading == Wanted(test),
                helm.TryGetValue(text, out string? readingOfHelm) && reading == readingOfHelm);
        }

        tally.AssertNoneIsWrong();
    }

    private static string Read(string text)
    {
        try
        {
            return GoJson.Write(ValueYaml.Parse(text));
        }
        catch (YamlException)
        {
            return Refused;
        }
    }

    /// <summary>The first document in the suite's own words; null where it has none.</summary>
    private static string? Wanted(JsonElement test)
    {
        if (test.TryGetProperty("error", out JsonElement error) && error.GetBoolean())
        {
            return Refused;
        }

        return test.TryGetProperty("json", out JsonElement json) && FirstDocument(json.GetString()!) is { } first ? GoJson.Write(GoJson.Parse(first)) : null;
    }

    /// <summary>The suite's documents follow one another without a separator.</summary>
    private static string? FirstDocument(string stream)
    {
        Utf8JsonReader reader = new(System.Text.Encoding.UTF8.GetBytes(stream), new JsonReaderOptions { AllowMultipleValues = true });
        return reader.Read() && JsonDocument.TryParseValue(ref reader, out JsonDocument? first) ? first.RootElement.GetRawText() : null;
    }

    private static Dictionary<string, string> ReadingsOfHelm()
    {
        Dictionary<string, string> readings = new(StringComparer.Ordinal);
        VectorGroup.ForEach("more/yaml-suite", vector =>
        {
            if (vector.GetProperty("yaml_in") is { ValueKind: JsonValueKind.String } text)
            {
                readings[text.GetString()!] = vector.TryGetProperty("json", out JsonElement json) ? GoJson.Write(GoJson.Parse(json.GetString()!)) : Refused;
            }
        });
        return readings;
    }
}
