using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Tests.Execution;
using Steersman.Vectors.Fuzzing;

namespace Steersman.GoTemplate.Tests.Parsing;

/// <summary>Mutated templates: parsed and run, or refused with Go's error or one of a limit.</summary>
[TestFixture]
[Category("Fuzz")]
internal sealed class TemplateFuzzTests
{
    private const string Data = """{"name":"x","list":[1,"two",{"three":3}],"map":{"a":{"b":"c"}},"n":7,"f":1.5,"yes":true,"nil":null}""";

    private static readonly ExecutionServices Limited = ExecutionServices.Default with { Limits = new ExecutionLimits { Output = 100_000, Steps = 20_000, Text = 1_000_000, TemplateDepth = 200 } };

    private static readonly string[] Inputs =
    [
        "a {{- /* note */ -}} b {{ .name | printf \"%-5q|%v\" }}\n",
        "{{ range $i, $e := .list }}{{ if eq $i 1 }}{{ continue }}{{ else if gt $i 5 }}{{ break }}{{ end }}{{ $e }}{{ else }}none{{ end }}",
        "{{ define \"t\" }}{{ with .map.a.b }}{{ . }}{{ else with $ }}{{ len .list }}{{ end }}{{ end }}{{ template \"t\" . }}{{ block \"u\" .n }}<{{ . }}>{{ end }}",
        "{{ $x := 1 }}{{ $x = index .list 0 }}{{ printf \"%d %x %08.3f %+v %#v %T\" .n 0x1F .f .map .list $x }}",
        "{{ and .yes (or .nil (not .f)) }}{{ slice .name 0 1 }}{{ html \"<a>\" }}{{ js `x\\y` }}{{ urlquery 'c' 1i -1e3 0b11 07 }}{{ (index .list 2).three }}",
        "{{ range 3 }}{{ . }}{{ end }}{{ lt 1 2.5 }}{{ nil }}{{ .nil.x }}{{ print \"a\\x41\\u00e9\\n\" }}",
    ];

    private static readonly string[] Parts =
    [
        "{{", "}}", "{{-", "-}}", " -}}", "{{ end }}", "{{ else }}", "{{ if .n }}", "{{ range .list }}", "{{ with . }}", "{{ define \"d\" }}", "{{ template \"t\" . }}", "{{/*", "*/}}", "(", ")", "|", " ", ".", ".a", "$", "$x", ":=", " = ", ",", "\"", "`", "'", "\\", "nil", "true", "1", "0x", "1e999", "-", "9223372036854775808", "printf ", "index ", "\"%*d%[3]v%!\" ", "call ", "len ", "é",
    ];

    [Test]
    public void A_mutated_template_runs_or_fails_with_an_error() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            try
            {
                Assert.That(TemplateRun.Text(text, Data, services: Limited), Is.Not.Null);
            }
            catch (LimitException exception)
            {
                Assert.That(exception.Message, Is.Not.Empty);
            }
        });
}
