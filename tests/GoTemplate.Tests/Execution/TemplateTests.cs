namespace Steersman.GoTemplate.Tests.Execution;

[TestFixture]
internal sealed class TemplateTests
{
    private const string Data = """{"s":"hello","n":3,"f":2.5,"t":true,"l":["a","b","c"],"m":{"b":2,"a":{"x":"deep"}},"nul":null,"el":[],"em":{}}""";

    [TestCase("a {{ .s }} b", ExpectedResult = "a hello b")]
    [TestCase("a {{- .s -}} b", ExpectedResult = "ahellob")]
    [TestCase("x {{/* note */}} y {{- /* note */ -}} z", ExpectedResult = "x  yz")]
    [TestCase("{{ .m.a.x }}{{ .m.b }}{{ .f }}", ExpectedResult = "deep22.5")]
    [TestCase("{{ .nope }}|{{ .nul }}", ExpectedResult = "<no value>|<no value>")]
    [TestCase("{{ (.nope).x }}", ExpectedResult = "<no value>")]
    [TestCase("{{ range .l }}{{ . }},{{ end }}", ExpectedResult = "a,b,c,")]
    [TestCase("{{ range $i, $e := .l }}{{ $i }}{{ $e }}{{ end }}", ExpectedResult = "0a1b2c")]
    [TestCase("{{ range $k, $v := .m }}{{ $k }};{{ end }}", ExpectedResult = "a;b;")]
    [TestCase("{{ range .el }}x{{ else }}none{{ end }}", ExpectedResult = "none")]
    [TestCase("{{ $x := 1 }}{{ if false }}{{ $x := 2 }}{{ else }}{{ $x }}{{ end }}", ExpectedResult = "1")]
    [TestCase("{{ $x := 1 }}{{ range $x := .el }}{{ $x := 2 }}{{ else }}{{ $x }}{{ end }}", ExpectedResult = "[]")]
    [TestCase("{{ if false }}{{ $y := 1 }}{{ else }}{{ $y }}{{ end }}", ExpectedResult = "template: t:1:40: executing \"t\" at <$y>: undefined variable: $y")]
    [TestCase("{{ range 3 }}{{ . }}{{ end }}", ExpectedResult = "012")]
    [TestCase("{{ range .l }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}", ExpectedResult = "ac")]
    [TestCase("{{ range .l }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }}", ExpectedResult = "a")]
    [TestCase("{{ if .em }}1{{ else if .t }}2{{ else }}3{{ end }}", ExpectedResult = "2")]
    [TestCase("{{ with .nope }}1{{ else with .m }}{{ .b }}{{ else }}3{{ end }}", ExpectedResult = "2")]
    [TestCase("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $x := 3 }}{{ $x }}{{ end }}{{ $x }}", ExpectedResult = "32")]
    [TestCase("{{ define \"d\" }}[{{ . }}{{ $ }}]{{ end }}{{ template \"d\" .n }}", ExpectedResult = "[33]")]
    [TestCase("{{ block \"b\" .s }}<{{ . }}>{{ end }}", ExpectedResult = "<hello>")]
    [TestCase("{{ and .s .n }} {{ or .nope .s }} {{ and .em (index .nope 1) }}", ExpectedResult = "3 hello map[]")]
    [TestCase("{{ 0x1F }} {{ 'a' }} {{ 1_000 }} {{ 1e3 }} {{ 017 }} {{ .5 }}", ExpectedResult = "31 97 1000 1000 15 0.5")]
    [TestCase("{{ printf \"%s/%d\" \"x\" 3 | print \"a\" }}", ExpectedResult = "ax/3")]
    [TestCase("{{ len .l }}{{ index .l 1 }}{{ index .m \"b\" }}{{ slice .s 1 3 }}", ExpectedResult = "3b2el")]
    [TestCase("{{ html \"<a>\" }}{{ js \"'\" }}{{ urlquery \"a b&\" }}", ExpectedResult = "&lt;a&gt;\\'a+b%26")]
    [TestCase("{{ `raw\n` }}{{ \"\\u00e9\\t\" }}", ExpectedResult = "raw\né\t")]
    public string Templates_print_as_Go_prints_them(string template) => TemplateRun.Text(template, Data);

    [TestCase("{{ .m.nope.x }}", ExpectedResult = "template: t:1:5: executing \"t\" at <.m.nope.x>: nil pointer evaluating interface {}.x")]
    [TestCase("\né{{ .s.x }}", ExpectedResult = "template: t:2:7: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}")]
    [TestCase("{{ range .l }}{{ .x }}{{ end }}", ExpectedResult = "template: t:1:17: executing \"t\" at <.x>: can't evaluate field x in type interface {}")]
    [TestCase("{{ (.s).x }}", ExpectedResult = "template: t:1:4: executing \"t\" at <.s>: can't evaluate field x in type string")]
    [TestCase("{{ printf 1 }}", ExpectedResult = "template: t:1:10: executing \"t\" at <1>: expected string; found 1")]
    [TestCase("{{ printf .n }}", ExpectedResult = "template: t:1:10: executing \"t\" at <.n>: wrong type for value; expected string; got int")]
    [TestCase("{{ printf }}", ExpectedResult = "template: t:1:3: executing \"t\" at <printf>: wrong number of args for printf: want at least 1 got 0")]
    [TestCase("{{ not 1 2 }}", ExpectedResult = "template: t:1:3: executing \"t\" at <not>: wrong number of args for not: want 1 got 2")]
    [TestCase("{{ index .l 9 }}", ExpectedResult = "template: t:1:3: executing \"t\" at <index .l 9>: error calling index: index out of range: 9")]
    [TestCase("{{ eq 1 \"a\" }}", ExpectedResult = "template: t:1:3: executing \"t\" at <eq 1 \"a\">: error calling eq: incompatible types for comparison: int and string")]
    [TestCase("{{ template \"no\" . }}", ExpectedResult = "template: t:1:12: executing \"t\" at <{{template \"no\" .}}>: template \"no\" not defined")]
    [TestCase("{{ range .s }}{{ end }}", ExpectedResult = "template: t:1:9: executing \"t\" at <.s>: range can't iterate over hello")]
    [TestCase("{{ .s.t \"x\" }}", ExpectedResult = "template: t:1:5: executing \"t\" at <.s.t>: can't evaluate field t in type interface {}")]
    [TestCase("{{ .s \"x\" }}", ExpectedResult = "template: t:1:3: executing \"t\" at <.s>: s is not a method but has arguments")]
    [TestCase("{{ $x = 1 }}", ExpectedResult = "template: t:1:8: executing \"t\" at <1>: undefined variable: $x")]
    [TestCase("{{ 9223372036854775808 }}", ExpectedResult = "template: t:1:3: executing \"t\" at <9223372036854775808>: 9223372036854775808 overflows int")]
    public string Failures_are_worded_and_placed_as_Go_does(string template) => TemplateRun.Text(template, Data);

    [TestCase("{{ nope }}", ExpectedResult = "template: t:1: function \"nope\" not defined")]
    [TestCase("a\n{{ if .x }}", ExpectedResult = "template: t:2: unexpected EOF")]
    [TestCase("{{ end }}", ExpectedResult = "template: t:1: unexpected {{end}}")]
    [TestCase("{{ .a-b }}", ExpectedResult = "template: t:1: bad character U+002D '-'")]
    [TestCase("{{ \"a }}", ExpectedResult = "template: t:1: unterminated quoted string")]
    [TestCase("{{ $x }}", ExpectedResult = "template: t:1: undefined variable \"$x\"")]
    [TestCase("{{ 08 }}", ExpectedResult = "template: t:1: integer overflow: \"08\"")]
    [TestCase("{{ 'ab' }}", ExpectedResult = "template: t:1: malformed character constant: 'ab'")]
    [TestCase("{{ '' }}", ExpectedResult = "template: t:1: invalid syntax")]
    [TestCase("{{ ''' }}", ExpectedResult = "template: t:1: invalid syntax")]
    [TestCase("{{ (1 }}", ExpectedResult = "template: t:1: unclosed left paren")]
    [TestCase("{{ 1 | 2 }}", ExpectedResult = "template: t:1: non executable command in pipeline stage 2")]
    [TestCase("{{ break }}", ExpectedResult = "template: t:1: {{break}} outside {{range}}")]
    [TestCase("{{ if }}{{ end }}", ExpectedResult = "template: t:1: missing value for if")]
    [TestCase("{{ 1.x }}", ExpectedResult = "template: t:1: bad number syntax: \"1.x\"")]
    [TestCase("{{ /* a */}}", ExpectedResult = "template: t:1: unexpected \"/\" in command")]
    public string Text_that_is_no_template_is_refused_in_Gos_words(string template) => TemplateRun.Text(template, Data);

    [Test]
    public void A_missing_key_is_an_error_in_strict_mode() =>
        Assert.That(
            TemplateRun.Text("{{ .nope }}", Data, isStrict: true),
            Is.EqualTo("template: t:1:3: executing \"t\" at <.nope>: map has no entry for key \"nope\""));
}
