using Steersman.Vectors.Fuzzing;

namespace Steersman.Yaml.Tests;

/// <summary>Mutated documents: read, or refused with the documented exception.</summary>
[Category("Fuzz")]
public sealed class YamlFuzzTests
{
    private static readonly string[] Inputs =
    [
        "a: 1\nb:\n  - x\n  - y: [1, 2.5, 0x1F, 1e3, .inf, 12:30:45]\n",
        "base: &base {a: 1, b: 2}\nother:\n  <<: *base\n  c: 'it''s'\n",
        "text: |2-\n   one\n  two\n\nfold: >+\n  a b\n  c\n\n# end\n",
        "\"k\\u00e9y\\x41\": \"a\\\n  b\\t\"\n? - complex\n: value\n",
        "%YAML 1.1\n%TAG !e! tag:e.com,2000:\n--- !e!x\nv: !!binary aGVsbG8=\nw: !!str 12\n...\n---\n- ~\n- yes\n- 2001-12-14t21:59:43.10-05:00\n",
        "{a: [b, {c: d}], ? e : f, \"g\":h}\n",
        "a:\n- b:\n    - - c\n      - d\n-\n",
    ];

    private static readonly string[] Parts =
    [
        "[", "]", "{", "}", "- ", "? ", ": ", "\n", "\n  ", "\n---\n", "\n...\n", "&a ", "*a", "!!str ", "!!float ", "!<x>", "!", "|", ">", "|9+\n", "<<: ", "'", "\"", "\\u", "\\xff", "# ", "\t", "%YAML 1.2\n", "~", "null", "0b1", "-.inf", "1_000", "é", "\U0001F600",
    ];

    [Test]
    public void A_mutated_text_is_read_or_refused() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            Read(text, isStrict: false);
            Read(text, isStrict: true);
        });

    [Test]
    public void A_mutated_text_is_written_so_that_it_reads_back() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            using YamlWriter writer = new(YamlStyle.V2);
            writer.BeginMap(1);
            writer.Key("k");
            writer.String(text);
            writer.End();
            PlainBuilder builder = default;
            object? back;
            try
            {
                back = YamlReader.Read<object?, PlainBuilder>(writer.ToString(), ref builder);
            }
            catch (YamlException)
            {
                return;
            }

            Assert.That(back, Is.InstanceOf<Dictionary<string, object?>>());
        });

    private static void Read(string text, bool isStrict)
    {
        PlainBuilder builder = default;
        try
        {
            YamlReader.ReadAll<object?, PlainBuilder>(text, ref builder, isStrict);
        }
        catch (YamlException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }
}
