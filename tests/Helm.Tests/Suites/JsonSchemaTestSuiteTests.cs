using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Helm.Schema;
using Steersman.Helm.Schema.Json;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Suites;

/// <summary>The JSON-Schema-Test-Suite as it is published, drafts 4 to 2020-12 with the optional tests.</summary>
[Category("Vectors")]
internal sealed class JsonSchemaTestSuiteTests
{
    private const string SuiteServer = "http://localhost:1234";

    private static readonly Dictionary<string, string> Drafts = new(StringComparer.Ordinal)
    {
        ["draft4"] = "http://json-schema.org/draft-04/schema#",
        ["draft6"] = "http://json-schema.org/draft-06/schema#",
        ["draft7"] = "http://json-schema.org/draft-07/schema#",
        ["draft2019-09"] = "https://json-schema.org/draft/2019-09/schema",
        ["draft2020-12"] = "https://json-schema.org/draft/2020-12/schema",
    };

    [Test]
    public void Verdicts_of_the_published_schema_suite_differ_only_where_Helm_differs()
    {
        string folder = PublicSuites.Path("json-schema-test-suite/tests");
        Dictionary<string, bool> helm = VerdictsOfHelm();
        SuiteTally tally = new("json-schema-test-suite");
        foreach ((string draft, string metaschema) in Drafts)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, draft), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string suite = Path.GetRelativePath(folder, file)[..^".json".Length].Replace('\\', '/');
                foreach (JsonNode? group in JsonNode.Parse(File.ReadAllText(file))!.AsArray())
                {
                    Run(suite, group!, metaschema, helm, tally);
                }
            }
        }

        tally.AssertNoneIsWrong();
    }

    private static void Run(string suite, JsonNode group, string metaschema, Dictionary<string, bool> helm, SuiteTally tally)
    {
        JsonNode schema = group["schema"]!;
        if (schema is JsonObject whole && !whole.ContainsKey("$schema"))
        {
            whole.Insert(0, "$schema", metaschema);
        }

        byte[] text = Encoding.UTF8.GetBytes(schema.ToJsonString());
        foreach (JsonNode? test in group["tests"]!.AsArray())
        {
            string name = Name(suite, group["description"]!.GetValue<string>(), test!["description"]!.GetValue<string>());
            bool isKnown = helm.TryGetValue(name, out bool verdictOfHelm);
            if (!isKnown && NeedsServer(schema))
            {
                tally.LeaveOut();
                continue;
            }

            bool verdict = SchemaValidation.Validate(DatumReader.Read(test["data"]?.ToJsonString() ?? "null"), text) is null;
            tally.Add(name, verdict == test["valid"]!.GetValue<bool>(), isKnown && verdict == verdictOfHelm);
        }
    }

    /// <summary>True where the schema leads to a document of the suite's server, which no chart's schema may load.</summary>
    private static bool NeedsServer(JsonNode schema) => schema.ToJsonString().Contains(SuiteServer, StringComparison.Ordinal);

    private static Dictionary<string, bool> VerdictsOfHelm()
    {
        Dictionary<string, bool> verdicts = new(StringComparer.Ordinal);
        VectorGroup.ForEach("more/schema-suite", vector => verdicts[Name(Text(vector, "suite"), Text(vector, "group"), Text(vector, "test"))] =
            vector.TryGetProperty("valid", out JsonElement valid) && valid.GetBoolean());
        return verdicts;
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static string Name(string suite, string group, string test) => $"{suite}: {group}: {test}";
}
