namespace Steersman.Yaml.Tests;

public sealed class YamlWriterTests
{
    private static string Write(YamlStyle style, Action<YamlWriter> write)
    {
        using YamlWriter writer = new(style);
        write(writer);
        return writer.ToString();
    }

    [TestCase("plain", "plain\n")]
    [TestCase("", "\"\"\n")]
    [TestCase("true", "\"true\"\n")]
    [TestCase("12:30:45", "\"12:30:45\"\n")]
    [TestCase("2001-01-01", "\"2001-01-01\"\n")]
    [TestCase("0x", "0x\n")]
    [TestCase("a: b", "'a: b'\n")]
    [TestCase("it's: x", "'it''s: x'\n")]
    [TestCase("tab\there", "\"tab\\there\"\n")]
    [TestCase("a\nb", "|-\n  a\n  b\n")]
    [TestCase("a\n", "|\n  a\n")]
    [TestCase("\na\n\n", "|2+\n\n  a\n\n")]
    [TestCase("a \nb", "\"a \\nb\"\n")]
    [TestCase("\U0001F600", "\"\\U0001F600\"\n")]
    public void A_text_is_quoted_as_it_needs(string text, string expected) =>
        Assert.That(Write(YamlStyle.V2, writer => writer.String(text)), Is.EqualTo(expected));

    [Test]
    public void Long_lines_are_broken_after_column_80_by_version_2_alone()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 20));
        Assert.That(Write(YamlStyle.V2, writer => writer.String(text)), Is.EqualTo(text[..84] + "\n  " + text[85..] + "\n"));
        Assert.That(Write(YamlStyle.V3, writer => writer.String(text)), Is.EqualTo(text + "\n"));
    }

    [TestCase(false, "k:\n- 1\n- a: {}\n  b: null\n")]
    [TestCase(true, "k:\n  - 1\n  - a: {}\n    b: null\n")]
    public void Lists_are_indented_below_their_key_by_version_3_alone(bool isV3, string expected) =>
        Assert.That(
            Write(isV3 ? YamlStyle.V3 : YamlStyle.V2, writer =>
            {
                writer.BeginMap(1);
                writer.Key("k");
                writer.BeginList(2);
                writer.Int64(1);
                writer.BeginMap(2);
                writer.Key("a");
                writer.BeginMap(0);
                writer.End();
                writer.Key("b");
                writer.Null();
                writer.End();
                writer.End();
                writer.End();
            }),
            Is.EqualTo(expected));

    [Test]
    public void Keys_are_sorted_by_the_numbers_in_them()
    {
        string[] keys = ["a10", "a9", "b", "a", "_", "A", "1", "a-1", "a1"];
        YamlKeyOrder.Sort(keys, YamlStyle.V2);
        Assert.That(keys, Is.EqualTo(new[] { "_", "1", "A", "a", "a-1", "a1", "a9", "a10", "b" }));
    }

    [Test]
    public void A_long_key_gets_a_question_mark()
    {
        string key = new('k', 129);
        Assert.That(
            Write(YamlStyle.V2, writer =>
            {
                writer.BeginMap(1);
                writer.Key(key);
                writer.Int64(1);
                writer.End();
            }),
            Is.EqualTo($"? {key}\n: 1\n"));
    }
}
