using System.Text.Json;
using Steersman.Cel.Values;
using Steersman.Vectors;

namespace Steersman.Cel.Tests;

/// <summary>The simple tests of the CEL specification, as far as Flux's environment goes: without protobuf messages of one's own, containers and the libraries that Flux leaves out.</summary>
internal sealed class CelSpecTests
{
    private const string NotInFlux = "not in Flux's environment";

    /// <summary>Files about what Flux's environment lacks (vectors/more/README.md names it).</summary>
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["proto2"] = "protobuf messages",
        ["proto2_ext"] = "protobuf messages",
        ["proto3"] = "protobuf messages",
        ["enums"] = "protobuf enums",
        ["math_ext"] = NotInFlux,
        ["network_ext"] = NotInFlux,
        ["block_ext"] = NotInFlux,
        ["bindings_ext"] = NotInFlux,
        ["macros2"] = NotInFlux,
    };

    [Test]
    public void Simple_tests_of_the_specification_give_their_values()
    {
        string? suites = Environment.GetEnvironmentVariable("STEERSMAN_SUITES");
        string file = Path.Combine(suites ?? "", "cel-spec", "tests.jsonl");
        if (string.IsNullOrEmpty(suites) || !File.Exists(file))
        {
            Assert.Ignore("STEERSMAN_SUITES names no folder with the CEL specification's tests");
        }

        int passed = 0;
        Dictionary<string, int> others = new(StringComparer.Ordinal);
        List<string> failed = [];
        foreach (string line in File.ReadLines(file))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement test = document.RootElement;
            if (WhyNot(test) is { } reason)
            {
                others[reason] = others.GetValueOrDefault(reason) + 1;
                continue;
            }

            string? wrong = Judge(test);
            passed += wrong is null ? 1 : 0;
            if (wrong is not null)
            {
                failed.Add($"{Name(test)}: {test.GetProperty("expr").GetString()}: {wrong}");
            }
        }

        VectorReport.Write($"cel-spec: {passed} passed, {failed.Count} failed, {string.Join(", ", others.OrderBy(other => other.Key).Select(other => $"{other.Value} {other.Key}"))}");
        Assert.That(failed, Is.Empty, string.Join('\n', failed));
    }

    private static string Name(JsonElement test) => $"{test.GetProperty("file").GetString()}/{test.GetProperty("section").GetString()}/{test.GetProperty("name").GetString()}";

    /// <summary>Why a test says nothing about Flux's environment; null where it does.</summary>
    private static string? WhyNot(JsonElement test)
    {
        if (Files.TryGetValue(test.GetProperty("file").GetString()!, out string? reason))
        {
            return reason;
        }

        if (test.TryGetProperty("checkOnly", out _) || test.TryGetProperty("typedResult", out _))
        {
            return "about static types alone";
        }

        string text = test.GetRawText();
        return text.Contains("TestAllTypes", StringComparison.Ordinal) || text.Contains("objectValue", StringComparison.Ordinal) || text.Contains("NestedTestAll", StringComparison.Ordinal) ? "protobuf messages"
            : test.TryGetProperty("container", out _) ? "containers"
            : CelSpecDifferences.Why(Name(test));
    }

    private static string? Judge(JsonElement test)
    {
        CelCompilation compilation = CelEnvironment.Flux.Compile(test.GetProperty("expr").GetString()!, CelMode.Parse);
        CelValue? value = compilation.IsValid ? compilation.Program.Evaluate(new CelSpecBindings(test)).Value : null;
        bool isError = value is null || value.Value.IsError;
        string? reason = compilation.Error ?? value?.ToString();
        if (test.TryGetProperty("evalError", out _))
        {
            return isError ? null : $"gives {value}, want an error";
        }

        if (isError)
        {
            return reason;
        }

        CelValue want = test.TryGetProperty("value", out JsonElement wanted) ? CelSpecBindings.Read(wanted) : CelValue.True;
        bool isSame = want.Kind == value!.Value.Kind && (CelEquality.Equal(want, value.Value) || (CelEquality.IsNaN(want) && CelEquality.IsNaN(value.Value)));
        return isSame ? null : $"gives {value.Value.Kind} {value}, want {want.Kind} {want}";
    }
}
