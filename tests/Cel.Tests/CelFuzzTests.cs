using System.Text.Json.Nodes;
using Steersman.Vectors.Fuzzing;

namespace Steersman.Cel.Tests;

/// <summary>Mutated expressions: refused with an error, or evaluated to a value or an error, parsed and checked alike.</summary>
[Category("Fuzz")]
internal sealed class CelFuzzTests
{
    private static readonly string[] Inputs =
    [
        "google.protobuf.Struct{fields: {'a': 1}.map(x, x)}", "google.protobuf.ListValue{values: dyn({})}",
        "status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'True' && e.observedGeneration == metadata.generation)",
        "has(status.phase) && status.phase in ['Running', \"Done\"] || !has(spec.?paused)", "[1, 2.5, 'a', b'\\xff'].map(x, type(x) == int, string(x)).join(',')",
        "-1.a(b[?'c'], {?'k': optional.of(1), 2u: null}).orValue(r'\\d')", "timestamp('2024-02-29T12:00:00Z').getHours('-07:30') + duration('1h').getMinutes()",
        "'%s %d %.3f %x'.format([{'a': [1]}, 2, 3.5, 'b']).replace('', 'é', 3).substring(1, 2)", "a ? b.exists_one(x, x > 1) : c.optMap(v, v.d).optFlatMap(w, w.?e)",
        "google.protobuf.Struct{fields: {'a': 1}}", "sets.contains([1u], [1]) && base64.decode('aGk=') == b'hi'", "'abc'.matches('^[a-c]+$') ? 1 / 0 : 9223372036854775807 + 1",
    ];

    private static readonly string[] Parts =
    [
        "(", ")", "[", "]", "{", "}", ".", ".?", "[?", "&&", "||", "!", "-", "--1", "?", ":", ",", "in", "==", "<", "true", "null", "1e9", "0x1F", "1u", "'''", "b\"", "r'", "\\u00e9", "`a-b`",
        ".map(x, x)", ".all(e, e)", ".optMap(x, x)", ".format([1])", "int", "dyn(", "size(", "// c\n", "__result__", ".a", "[0]",
    ];

    private static readonly ICelVariables Variables = CelVariables.FieldsOf(JsonNode.Parse(
        """{"a": true, "b": [1, 2], "c": {"d": "x"}, "metadata": {"generation": 3}, "spec": {"paused": null}, "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}""")!.AsObject());

    [Test]
    public void A_mutated_expression_is_refused_or_evaluated() => FuzzRun.Texts(Inputs, Parts, static text =>
    {
        foreach (CelMode mode in Enum.GetValues<CelMode>())
        {
            CelCompilation compilation = CelEnvironment.Flux.Compile(text, mode, "a", "b", "c", "metadata", "spec", "status");
            if (!compilation.IsValid)
            {
                Assert.That(compilation.Error, Is.Not.Empty);
                continue;
            }

            CelResult result = compilation.Program.Evaluate(Variables, new CelLimits(100_000));
            Assert.That(result.Reason, result.Value.IsError ? Is.Not.Empty : Is.Null);
            Assert.That(result.Value.ToString(), Is.Not.Null);
        }
    });
}
