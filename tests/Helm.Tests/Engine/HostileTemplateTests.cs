using Steersman.GoTemplate.Execution;
using Steersman.Helm.Engine;

namespace Steersman.Helm.Tests.Engine;

/// <summary>Templates that want to take the process down; Helm itself dies of some of them.</summary>
[TestFixture]
internal sealed class HostileTemplateTests
{
    private const string Cycle = "{{ $d := dict }}{{ $_ := set $d \"self\" $d }}";

    [TestCase(Cycle + "{{ $d }}")]
    [TestCase(Cycle + "{{ printf \"%v %#v %s\" $d $d $d }}")]
    [TestCase(Cycle + "{{ toJson $d }}")]
    [TestCase(Cycle + "{{ mustToPrettyJson $d }}")]
    [TestCase(Cycle + "{{ toRawJson $d }}")]
    [TestCase(Cycle + "{{ toYaml $d }}")]
    [TestCase(Cycle + "{{ toYamlPretty $d }}")]
    [TestCase(Cycle + "{{ toToml $d }}")]
    [TestCase(Cycle + "{{ deepCopy $d }}")]
    [TestCase(Cycle + "{{ deepEqual $d (deepCopy $d) }}")]
    [TestCase(Cycle + "{{ merge $d (dict \"self\" $d) }}")]
    [TestCase(Cycle + "{{ mergeOverwrite (dict \"self\" (dict \"self\" dict)) $d }}")]
    [TestCase(Cycle + "{{ html $d }}{{ quote $d }}{{ cat $d }}")]
    [TestCase(Cycle + "{{ uniq (list $d $d) }}{{ has $d (list $d) }}")]
    [TestCase("{{ define \"x\" }}{{ template \"x\" . }}{{ end }}{{ template \"x\" . }}")]
    [TestCase("{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}")]
    [TestCase("{{ define \"x\" }}{{ include \"y\" . }}{{ end }}{{ define \"y\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}")]
    [TestCase("{{ $t := \"{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t \"Template\" .Template) }}")]
    [TestCase("{{ repeat 2000000000 \"x\" }}")]
    [TestCase("{{ range until 100000 }}{{ repeat 100000 \"x\" }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ end }}")]
    [TestCase("{{ range until 2000000000 }}{{ end }}")]
    [TestCase("{{ $x := \"xxxxxxxxxxxxxxxx\" }}{{ range 64 }}{{ $x = print $x $x }}{{ end }}")]
    [TestCase("{{ $x := list 1 }}{{ range 64 }}{{ $x = concat $x $x }}{{ end }}")]
    [TestCase("{{ printf \"%1000000d%1000000d\" 1 2 | repeat 1000 }}")]
    [TestCase("{{ regexMatch \"(((((((((a{1,30}){1,30}){1,30})))))))\" \"a\" }}")]
    public void A_hostile_template_fails_or_ends(string template)
    {
        EngineOptions options = new() { Services = ExecutionServices.Default with { Limits = ExecutionLimits.Default with { Steps = 5_000_000 } } };
        try
        {
            Assert.That(TestCharts.Text(template, options), Is.Not.Null);
        }
        catch (RenderException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }

    [TestCase("(", ")", 100_000)]
    [TestCase("(", ")", 9_000)]
    [TestCase("{{ if true }}", "{{ end }}", 100_000)]
    [TestCase("{{ if true }}", "{{ end }}", 9_000)]
    [TestCase("{{ with 1 }}", "{{ end }}", 9_000)]
    [TestCase("{{ block \"a\" . }}", "{{ end }}", 20_000)]
    [TestCase("{{ if false }}{{ else ", "", 9_000)]
    public void Deep_nesting_of_a_text_fails_or_renders(string open, string close, int depth)
    {
        string template = string.Concat(Enumerable.Repeat(open, depth)) + (open == "(" ? "1" : "x") + string.Concat(Enumerable.Repeat(close, depth));
        try
        {
            Assert.That(TestCharts.Text(open == "(" ? "{{ " + template + " }}" : template), Is.Not.Null);
        }
        catch (RenderException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }

    [TestCase("{{ fromJson (printf \"{\\\"a\\\":%s%s}\" (repeat 100000 \"[\") (repeat 100000 \"]\")) }}")]
    [TestCase("{{ fromYaml (printf \"a: %s%s\" (repeat 100000 \"[\") (repeat 100000 \"]\")) }}")]
    [TestCase("{{ fromToml (printf \"a = %s%s\" (repeat 100000 \"[\") (repeat 100000 \"]\")) }}")]
    [TestCase("{{ $l := list }}{{ range 100000 }}{{ $l = list $l }}{{ end }}{{ $l }}")]
    [TestCase("{{ $l := list }}{{ range 100000 }}{{ $l = list $l }}{{ end }}{{ toYaml $l }}{{ toJson $l }}{{ toToml (dict \"a\" $l) }}")]
    [TestCase("{{ $l := list }}{{ range 100000 }}{{ $l = list $l }}{{ end }}{{ deepCopy $l | deepEqual $l }}")]
    [TestCase("{{ $d := dict }}{{ range 100000 }}{{ $d = dict \"d\" $d }}{{ end }}{{ merge (deepCopy $d) $d }}{{ toYamlPretty $d }}{{ $d | toString | trunc 10 }}")]
    public void Deep_nesting_of_a_value_fails_or_renders(string template)
    {
        try
        {
            Assert.That(TestCharts.Text(template), Is.Not.Null);
        }
        catch (RenderException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }
}
