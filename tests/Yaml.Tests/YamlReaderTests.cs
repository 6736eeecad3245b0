using System.Text;

namespace Steersman.Yaml.Tests;

public sealed class YamlReaderTests
{
    private static object? Read(string text, bool isStrict = false)
    {
        PlainBuilder builder = default;
        return YamlReader.Read<object?, PlainBuilder>(text, ref builder, isStrict);
    }

    private static string Refusal(string text, bool isStrict = false) => Assert.Throws<YamlException>(() => Read(text, isStrict))!.Message;

    [TestCase("yes", true)]
    [TestCase("Off", false)]
    [TestCase("0o17", 15L)]
    [TestCase("017", 15L)]
    [TestCase("08", 8.0)]
    [TestCase("1_000", 1000L)]
    [TestCase("-0b101", -5L)]
    [TestCase("18446744073709551615", ulong.MaxValue)]
    [TestCase("1e3", 1000.0)]
    [TestCase(".5", 0.5)]
    [TestCase("12:30:45", "12:30:45")]
    [TestCase("2001-01-01", "2001-01-01")]
    [TestCase("\"1\"", "1")]
    [TestCase("!!str 1", "1")]
    [TestCase("a\n b\n\n c", "a b\nc")]
    [TestCase("~", null)]
    public void A_scalar_is_what_YAML_1_1_takes_it_for(string text, object? expected) => Assert.That(Read(text), Is.EqualTo(expected));

    [Test]
    public void Keys_become_strings_and_the_last_of_equal_ones_wins() =>
        Assert.That(Read("{1: a, on: b, 1.5: c, x: 1, x: 2}"), Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["1"] = "a",
            ["true"] = "b",
            ["1.5"] = "c",
            ["x"] = 2L,
        }));

    [Test]
    public void A_merge_key_is_applied_where_it_stands() =>
        Assert.That(Read("base: &b {x: 1, z: 1}\nout: {x: 0, <<: *b, z: 2}"), Does.ContainKey("out").WithValue(new Dictionary<string, object?> { ["x"] = 1L, ["z"] = 2L }));

    [TestCase("a: b: c", "yaml: mapping values are not allowed in this context")]
    [TestCase("a:\n\tb: 2", "yaml: line 2: found character that cannot start any token")]
    [TestCase("a: 1\nb", "yaml: line 3: could not find expected ':'")]
    [TestCase("a: *b", "yaml: unknown anchor 'b' referenced")]
    [TestCase("a: &a [*a]", "yaml: anchor 'a' value contains itself")]
    [TestCase("a: .inf", "json: unsupported value: +Inf")]
    [TestCase("a: \u0001", "yaml: control characters are not allowed")]
    [TestCase("~: a", "unsupported map key of type: %!s(<nil>), key: <nil>, value: \"a\"")]
    public void A_text_is_refused_in_the_words_of_go_yaml(string text, string message) => Assert.That(Refusal(text), Is.EqualTo(message));

    [Test]
    public void Equal_keys_are_refused_only_where_asked() =>
        Assert.That(Refusal("a: 1\nb: 2\na: 3", isStrict: true), Is.EqualTo("yaml: unmarshal errors:\n  line 3: key \"a\" already set in map"));

    [Test]
    public void An_infinity_that_is_overwritten_does_no_harm() => Assert.That(Read("{a: .inf, a: 1}"), Does.ContainKey("a").WithValue(1L));

    [TestCase("[", "]")]
    [TestCase("{a: ", "}")]
    [TestCase("- ", "")]
    [TestCase("? ", "")]
    public void Deep_nesting_is_refused_without_a_stack_overflow(string open, string close)
    {
        StringBuilder text = new();
        for (int depth = 0; depth < 100_000; depth++)
        {
            text.Append(open);
        }

        text.Append('x');
        for (int depth = 0; depth < 100_000; depth++)
        {
            text.Append(close);
        }

        Assert.That(Refusal(text.ToString()), Does.Contain("exceeded max depth of 1000"));
    }

    [Test]
    public void Nesting_by_aliases_is_refused_too()
    {
        StringBuilder text = new("- &a0 x\n");
        for (int index = 1; index < 1500; index++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- &a{index} [*a{index - 1}]\n");
        }

        Assert.That(Refusal(text.ToString()), Does.Contain("exceeded max depth").Or.Contain("excessive aliasing"));
    }

    [Test]
    public void An_alias_bomb_is_refused_soon()
    {
        StringBuilder text = new("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char name = 'b'; name <= 'j'; name++)
        {
            char inner = (char)(name - 1);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: &{name} [*{inner},*{inner},*{inner},*{inner},*{inner},*{inner},*{inner},*{inner},*{inner}]\n");
        }

        Assert.That(Refusal(text.ToString()), Is.EqualTo("yaml: document contains excessive aliasing"));
    }

    [Test]
    public void Every_document_of_a_stream_is_read()
    {
        PlainBuilder builder = default;
        Assert.That(YamlReader.ReadAll<object?, PlainBuilder>("a\n---\n---\n[1]\n...\n", ref builder), Is.EqualTo(new object?[] { "a", null, new List<object?> { 1L } }));
    }
}
