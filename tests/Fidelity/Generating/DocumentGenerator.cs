using System.Globalization;
using System.Text;

namespace Steersman.Fidelity.Generating;

/// <summary>Makes texts in YAML, JSON and TOML, mostly well-formed, with scalars over which readers stumble.</summary>
internal sealed class DocumentGenerator(Random random)
{
    private static readonly string[] Scalars =
    [
        "1", "-1", "0", "1.5", "1e3", "0x1F", "017", "0o17", "0b11", "1_000", "+1", ".5", "-.inf", ".NaN", "1.", "12e03", "1e400", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "0.1e-400",
        "true", "True", "yes", "NO", "on", "y", "null", "~", "Null", "", "2001-12-14", "2001-12-14t21:59:43.10-05:00", "12:30:45", "190:20:30", "a", "hello world", "a:b", "a#b", "'single ''q'''", "\"dou\\nble\\u00e9\\x41\"", "\"bad \\q\"",
        "é", "日本", "- x", "@x", "`x", "%x", "*a", "&a x", "!!str 1", "!!int \"3\"", "!!float 1", "!!binary aGk=", "!!bool yes", "!x y", "!!null", "=", "<<", "|", ">", "[]", "{}", "\"\"", "''", "1.0", "100000000000000000000", "1e21", "123456789012345678", "0.1", "-0", "-0.0", "00", "08", "0.", "1__0",
    ];

    private static readonly string[] Keys = ["a", "b", "c", "key", "1", "1.5", "true", "yes", "null", "~", "\"q k\"", "'s'", "é", "a b", "<<", "x.y", "-", "? c", "0x10", "2001-01-01", "[a]", "{b: c}", "!!str 2", "&k d", "*k", "\"\"", "a-b", "3"];

    private static readonly string[] Jsons = ["1", "-0", "1.5e3", "\"s\"", "\"\\u00e9\\n\\ud83d\\ude00\"", "\"\\ud800\"", "true", "false", "null", "01", "1.", ".5", "NaN", "'x'", "\"unterminated", "\"tab\there\"", "12345678901234567890", "1e400", "\"<&>\\u2028\"", "\"\\x\"", "tru", "-", "1E+2", "\"é\"", "0.1", "1e21", "1e-7"];

    private static readonly string[] Tomls = ["1", "-1", "+1", "1_000", "0x1f", "0o7", "0b1", "1.5", "1e3", "inf", "nan", "-inf", "\"s\"", "'lit'", "\"\\u00e9\\n\"", "\"\"\"multi\nline\\\n   cut\"\"\"", "'''raw\n'''", "true", "false", "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5", "07:32:00", "[1, 2]", "[1, \"a\"]", "[]", "{a = 1}", "{}", "[ [1], [\"x\"] ]", "01", "1__0", ".5", "1.", "\"\\q\"", "{a = 1, a = 2}", "[1,]", "1e400", "\"a\nb\"", "9223372036854775808", "0.1", "1e21", "-0.0", "[{a=1},{b=2}]", "tru", ""];

    /// <summary>A text as a string literal of a template.</summary>
    /// <param name="kind"><c>yaml</c>, <c>json</c> or <c>toml</c>.</param>
    public string Literal(string kind) => Quote(kind switch { "json" => Damaged(Json(3)), "toml" => Damaged(Toml()), _ => Damaged(Yaml()) });

    /// <summary>A YAML text.</summary>
    public string Yaml() => random.Next(30) switch
    {
        0 => "%YAML 1.1\n---\n" + Block(0, 3),
        1 => Block(0, 2) + "---\n" + Block(0, 2),
        2 => "---\n" + Block(0, 3) + "...\n",
        3 => "# comment\n\n" + Block(0, 3) + "  # end",
        4 => Flow(3),
        5 => "base: &k {a: 1, b: [x]}\nuse:\n  <<: *k\n  b: 2\n" + Mapping(0, 2),
        6 => "base: &k {a: 1}\nmore: &a {c: 3}\nuse:\n  <<: [*k, *a]\n" + Mapping(0, 1),
        _ => Block(0, 3),
    };

    private string Block(int indent, int depth) => random.Next(10) switch
    {
        < 6 => Mapping(indent, depth),
        < 9 => Sequence(indent, depth),
        _ => new string(' ', indent) + Scalar() + "\n",
    };

    private string Mapping(int indent, int depth)
    {
        StringBuilder text = new();
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            text.Append(' ', indent).Append(random.Next(3) == 0 ? Pick(Keys) : Pick(["a", "b", "c", "d"])).Append(random.Next(40) == 0 ? " :" : ":").Append(Value(indent, depth));
        }

        return text.ToString();
    }

    private string Sequence(int indent, int depth)
    {
        StringBuilder text = new();
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            text.Append(' ', indent).Append('-').Append(random.Next(6) == 0 && depth > 0 ? " " + Mapping(indent + 2, depth - 1)[(indent + 2)..] : Value(indent, depth));
        }

        return text.ToString();
    }

    private string Value(int indent, int depth) => random.Next(12) switch
    {
        < 3 when depth > 0 => "\n" + Block(indent + random.Next(1, 4), depth - 1),
        3 when depth > 0 => " " + Flow(depth - 1) + "\n",
        4 => " " + Pick(["|", ">", "|-", ">-", "|+", ">+", "|2", ">1-", "|+ # c"]) + "\n" + Literal(indent + 2),
        5 => " " + Scalar() + " # comment\n",
        6 => " " + Scalar() + "\n" + new string(' ', indent + 2) + Pick(["more", "text: x", "\"q\"", "# c"]) + "\n",
        _ => " " + Scalar() + "\n",
    };

    private string Literal(int indent)
    {
        StringBuilder text = new();
        for (int count = random.Next(0, 4); count > 0; count--)
        {
            text.Append(' ', indent + (random.Next(4) == 0 ? 2 : 0)).Append(Pick(["line", "two words ", "", "\ttab", "# no comment", "- x", "é", "a: b"])).Append('\n');
        }

        return text.ToString();
    }

    private string Flow(int depth) => random.Next(6) switch
    {
        0 or 1 when depth > 0 => "[" + string.Join(Pick([", ", ",", " ,\n "]), Enumerable.Range(0, random.Next(0, 4)).Select(_ => Flow(depth - 1))) + Pick(["]", "]", "]", ", ]", ""]),
        2 or 3 when depth > 0 => "{" + string.Join(", ", Enumerable.Range(0, random.Next(0, 4)).Select(_ => Pick(Keys) + Pick([": ", ": ", ":", ""]) + Flow(depth - 1))) + "}",
        _ => Scalar(),
    };

    private string Json(int depth) => random.Next(depth == 3 ? 2 : 6) switch
    {
        0 when depth > 0 => "{" + string.Join(Pick([",", ", "]), Enumerable.Range(0, random.Next(0, 4)).Select(_ => Pick(["\"a\"", "\"b\"", "\"\"", "\"é\"", "\"a\"", "c", "\"\\u0061\"", "\"1\""]) + ":" + Json(depth - 1))) + Pick(["}", "}", "}", "}", "}", ",}", "]"]),
        1 when depth > 0 => "[" + string.Join(Pick([",", " , ", "\n,"]), Enumerable.Range(0, random.Next(0, 4)).Select(_ => Json(depth - 1))) + Pick(["]", "]", "]", "]", "]", ",]", ""]),
        _ => Pick(Jsons),
    };

    private string Toml()
    {
        StringBuilder text = new();
        for (int count = random.Next(1, 6); count > 0; count--)
        {
            text.Append(random.Next(6) switch
            {
                0 => Pick(["[t]", "[t.u]", "[[l]]", "[ \"q k\" . x ]", "[a]", "[[l.m]]", "[", "[]", "[t] # c", "[é]"]),
                1 => "# comment",
                _ => Pick(["a", "b", "c", "t", "\"q\"", "'l'", "a.b", "x . y", "1", "é", "", "l", "a-b_c"]) + Pick([" = ", "=", " = ", ": "]) + Pick(Tomls),
            }).Append('\n');
        }

        return text.ToString();
    }

    private string Scalar() => random.Next(4) == 0 ? Pick(["x", "foo", "bar baz"]) : Pick(Scalars);

    /// <summary>One text in six loses, doubles or gains a character.</summary>
    private string Damaged(string text)
    {
        if (random.Next(6) > 0 || text.Length == 0)
        {
            return text;
        }

        int at = random.Next(text.Length);
        return char.IsSurrogate(text[at]) ? text : random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => text.Insert(at, Pick([" ", "\n", "\t", ":", "-", "\"", "'", "{", "]", ",", "#", "&", "*", "!", "\0", "\r", "\u0085", "\ufeff", "\u007f", "|", "="])),
        };
    }

    /// <summary>The literal of a text: what is no plain ASCII escaped now and then.</summary>
    private static string Quote(string text)
    {
        StringBuilder literal = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            literal.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                < 32 or 127 => "\\x" + rune.Value.ToString("x2", CultureInfo.InvariantCulture),
                _ => rune.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
