using System.Text;

namespace Steersman.Fidelity.Generating;

/// <summary>Makes templates: an expression whose value and type are shown, or statements nested in statements; one in ten with a damaged character.</summary>
internal sealed class TemplateGenerator(Random random)
{
    private static readonly string[] Texts = ["x", " ", "\n", "  y\n", "", "é", "a: b\n", "- "];
    private static readonly string[] Trims =
    [
        " {{- /* c */ -}} ", "{{/* c */}}", "{{- /* c */}}\n", "{{ /* c */ }}", "{{-/* c */-}}", " {{- -}} ", "{{}}", "{{ }}", "{{-3}}", " {{- 3 -}}\n", "{{3-}} ", "{{- 3-}}", "{{\n1\n}}", "{{ print\n 1\n \"a\" }}", "{{ `a\nb` }}", "{{\"a\\\nb\"}}", "{{/* unclosed }}", "{{/*a*/ /*b*/}}", "{{ 1 /* c */ }}",
        "\t{{- \"x\" -}}\r\n y", "}} {{ 1 }}", "{{ \"{{\" }}", "{{{ 1 }}}", "{{ {{ 1 }} }}", "{ {", "{{ (1) }}", "{{ ((print 1) | print) }}", "{{ (print 1 | print 2).x }}", "{{ 1 | 2 }}", "{{ print | print }}", "{{ .Values.list.x }}", "{{ .Values.text 1 }}", "{{ $.Values.num | printf \"%v\" }}", "{{ nil }}", "{{ true 1 }}", "{{ \"a\" | nil }}",
    ];

    private static readonly string[] Odd = ["{{", "}}", "\"", "(", ")", "|", ".", "$", "-", " ", "\n", ":=", "=", "`", "'", ",", "{{-", "-}}", "/*", "*/", "\\", "0", "x", "end", "{{ end }}", "\0", "é", "@", "{{ else }}", "_", "+"];

    private readonly ExpressionGenerator _expressions = new(random);
    private readonly DocumentGenerator _documents = new(random);
    private readonly List<string> _variables = ["$"];
    private int _loops;

    public string Next()
    {
        _variables.Clear();
        _variables.Add("$");
        _loops = 0;
        string text = random.Next(10) switch
        {
            < 3 => "{{ " + _expressions.Next() + " }}",
            < 6 => "{{ $r := " + _expressions.Next() + " }}{{ $r }}|{{ typeOf $r }}|{{ kindOf $r }}" + (random.Next(3) == 0 ? "|{{ printf \"%#v\" $r }}" : ""),
            6 => "{{ $r := " + _expressions.Next() + " }}{{ toJson $r }}\n{{ toYaml $r }}" + (random.Next(3) == 0 ? "\n{{ toYamlPretty $r }}" : ""),
            7 => "{{ " + (random.Next(2) == 0 ? "fromYaml" : "fromYamlArray") + " " + _documents.Literal("yaml") + " | " + (random.Next(2) == 0 ? "toJson" : "toYaml") + " }}",
            _ => Defines() + Statements(3),
        };
        return random.Next(10) == 0 ? Damaged(text) : text;
    }

    private string Statements(int depth)
    {
        StringBuilder text = new();
        for (int count = random.Next(1, 5); count > 0; count--)
        {
            text.Append(Statement(depth)).Append(random.Next(3) == 0 ? Pick(Texts) : "");
        }

        return text.ToString();
    }

    private string Statement(int depth) => random.Next(depth > 0 ? 21 : 7) switch
    {
        0 => Pick(Texts),
        1 or 2 => Action(Expression()),
        3 => Declaration(),
        4 => Action(Pick(["/* comment */", "/* a\nb */", "\"s\"", "1.5", "true", ".", "$", "nil", ".Values.num", Pick([.. _variables])])),
        5 => Action(Pick(["template \"one\" .", "template \"two\" " + Operand("map"), "include \"one\" . | indent 2", "include \"self.args\" " + Operand("list"), "template \"missing\" .", "template \"one\"", "template `two` (dict \"a\" 1)", "template \"one\" | upper", "template (\"one\") .", "include \"two\" (dict \"a\" (include \"one\" .))", "include (print \"o\" \"ne\") $", "template \"b1\" .", "tpl (include \"one\" .) .", "include \"deep\" 3"])),
        6 => _loops > 0 ? Action(Pick(["break", "continue", "if " + Operand("bool") + " }}{{ break }}{{ end"])) : Assignment(),
        7 or 8 => If(depth),
        9 or 10 => Range(depth),
        11 or 12 => Scoped(() => Action("with " + Perhaps(() => NewVariable() + " := ") + Expression()) + Statements(depth - 1) + (random.Next(3) == 0 ? Action("else") + Statements(depth - 1) : random.Next(6) == 0 ? Action("else with " + Expression()) + Statements(depth - 1) : "") + Action("end")),
        13 => Action("block \"b" + random.Next(3) + "\" " + Operand("any")) + Scoped(() => Statements(depth - 1)) + Action("end"),
        14 => Action("tpl " + Operand("template") + " " + Pick([".", "$", Operand("any")])),
        15 => Pick(Trims),
        16 => Action("define \"" + Pick(["one", "two", "b1", "in"]) + "\"") + Statements(depth - 1) + Action("end"),
        17 => Action(Operand("object") + Pick(["", " | toJson", ".x", " | typeOf", " | print", " | printf \"%v|%+v|%q\" 1"])),
        18 => Action("with " + Operand("object")) + Action(Pick([".Name", ".Get \"a.txt\"", ".Major", ".Year", ".", "$.Values.num", ".a.b", ".String", ".x | default 1"])) + Action("end"),
        19 => Action("range $i, $c := " + Operand("object")) + "{{ $i }}={{ $c }};" + (random.Next(3) == 0 ? "{{ if $i }}{{ " + Pick(["break", "continue"]) + " }}{{ end }}" : "") + Action("else") + "none" + Action("end"),
        _ => Assignment(),
    };

    private string If(int depth)
    {
        StringBuilder text = new(Scoped(() => Action("if " + Perhaps(() => NewVariable() + " := ") + Expression()) + Statements(depth - 1)));
        while (random.Next(4) == 0)
        {
            text.Append(Action("else if " + Expression())).Append(Scoped(() => Statements(depth - 1)));
        }

        return text.Append(random.Next(2) == 0 ? Action("else") + Scoped(() => Statements(depth - 1)) : "").Append(Action("end")).ToString();
    }

    private string Range(int depth) => Scoped(() =>
    {
        string over = random.Next(5) == 0 ? Pick(["3", "0", "-1", ".Values.num", "\"abc\"", "nil", "2.5", ".Values.text", "true", "(int64 2)", ".Values.null"]) : Operand(Pick(["list", "map", "list", "map", "any"]));
        string head = random.Next(4) switch
        {
            0 => "range " + NewVariable() + ", " + NewVariable() + " := " + over,
            1 => "range " + NewVariable() + " := " + over,
            2 when _variables.Count > 1 => "range " + _variables[^1] + " = " + over,
            _ => "range " + over,
        };
        _loops++;
        string text = Action(head) + Statements(depth - 1);
        _loops--;
        return text + (random.Next(4) == 0 ? Action("else") + Statements(depth - 1) : "") + Action("end");
    });

    private string Declaration()
    {
        string expression = Expression();
        return Action(NewVariable() + " := " + expression);
    }

    private string Assignment() => Action((random.Next(20) == 0 ? "$undefined" : _variables.Count > 1 ? _variables[random.Next(1, _variables.Count)] : NewVariable()) + " " + (_variables.Count > 1 && random.Next(5) > 0 ? "=" : ":=") + " " + Expression());

    private string Defines() =>
        (random.Next(3) > 0 ? "{{ define \"one\" }}" + Pick(["[{{ . }}]", "{{ .Values.text }}", "{{- with . }} {{ . }} {{ end -}}", "{{ $ }}", "one\n", "{{ .a.b }}", "{{ fail (toString .) }}", "{{ .nope.nope }}"]) + "{{ end }}" : "")
        + (random.Next(3) > 0 ? "{{- define \"two\" -}} {{ template \"one\" . }}{{ index . \"a\" }} {{- end }}" : "")
        + (random.Next(6) == 0 ? "{{ define \"deep\" }}{{ . }}{{ if gt (int .) 0 }}{{ include \"deep\" (sub . 1) }}{{ else }}{{ " + Expression() + " }}{{ end }}{{ end }}" : "")
        + (random.Next(8) == 0 ? "{{ define \"one\" }}again {{ . }}{{ end }}" : "")
        + (random.Next(10) == 0 ? "{{ define \"one\" }} \n{{ end }}" : "")
        + (random.Next(3) == 0 ? "{{ define \"self.args\" }}{{ range . }}<{{ . }}>{{ else }}none{{ end }}{{ end }}" : "");

    private string Expression() => random.Next(5) switch
    {
        0 => Pick([.. _variables]) + Pick(["", "", ".a", ".Values.text", ".Values.nested.deep", " | toJson", ".b.c"]),
        1 => Pick([".", ".a", ".Values", ".Values.list", ".Values.missing.x", ".Values.num.x", ".x.y.z", ".Values.text"]),
        2 => Operand("any"),
        _ => _expressions.Next(),
    };

    private string Operand(string kind) => _expressions.Operand(kind, random.Next(0, 2));

    private string Action(string text) => (random.Next(6) == 0 ? "{{- " : "{{ ") + text + (random.Next(6) == 0 ? " -}}" : " }}");

    private string NewVariable()
    {
        string name = "$" + Pick(["a", "b", "x", "i", "v", "é", "v1"]);
        _variables.Add(name);
        return name;
    }

    private string Scoped(Func<string> make)
    {
        int count = _variables.Count;
        string text = make();
        if (random.Next(25) > 0)
        {
            _variables.RemoveRange(count, _variables.Count - count);
        }

        return text;
    }

    private string Perhaps(Func<string> make) => random.Next(4) == 0 ? make() : "";

    private string Damaged(string text)
    {
        int at = random.Next(text.Length);
        int length = Math.Min(random.Next(1, 4), text.Length - at);
        string result = random.Next(3) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            _ => text.Insert(at, Pick(Odd)),
        };
        return result.Any(char.IsSurrogate) ? text : result;
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
