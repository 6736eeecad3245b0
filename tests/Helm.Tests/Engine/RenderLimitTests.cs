using System.Diagnostics;
using Steersman.GoTemplate.Execution;
using Steersman.Helm.Engine;

namespace Steersman.Helm.Tests.Engine;

/// <summary>Each limit of a render, and where its error says it was passed.</summary>
[TestFixture]
internal sealed class RenderLimitTests
{
    private const string Place = "template: " + TestCharts.Path + ":2:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase("{{ range 1000000000000 }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ $x := genCA \"a\" 1 }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ $x := genPrivateKey \"rsa\" }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ $x := genPrivateKey \"dsa\" }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ $x := bcrypt \"x\" }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ $x := derivePassword 1 \"long\" \"a\" \"b\" \"c\" }}{{ end }}")]
    [TestCase("{{ $s := repeat 10000000 \"a\" }}{{ range 1000000000000 }}{{ $x := sha256sum $s }}{{ end }}")]
    [TestCase("{{ $l := until 1000000 }}{{ range 1000000000000 }}{{ $x := has -1 $l }}{{ end }}")]
    [TestCase("{{ $s := repeat 20000000 \"a\" }}{{ regexMatch \"(a?){500}(b|c)$\" $s }}")]
    [TestCase("{{ $s := repeat 100000 \"a\" }}{{ len (regexFindAll \"(a*b)?\" $s -1) }}")]
    [TestCase("{{ $s := repeat 300000 \"a\" }}{{ len (regexFindAll \"a*?b|a\" $s -1) }}")]
    [TestCase("{{ $s := repeat 300000 \"a\" }}{{ len (regexReplaceAll \"a*?b|a\" $s \"\") }}")]
    [TestCase("{{ $s := repeat 20000000 \"a\" }}{{ shuffle $s | len }}")]
    [TestCase("{{ define \"x\" }}{{ if . }}{{ include \"x\" (sub . 1) }}{{ include \"x\" (sub . 1) }}{{ end }}{{ end }}{{ include \"x\" 60 }}")]
    [TestCase("{{ define \"x\" }}{{ if . }}{{ template \"x\" (sub . 1) }}{{ template \"x\" (sub . 1) }}{{ end }}{{ end }}{{ template \"x\" 60 }}")]
    public void A_render_ends_when_its_time_is_over(string template)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string error = Error(template, new ExecutionLimits { Time = TimeSpan.FromMilliseconds(300), Steps = long.MaxValue, Text = long.MaxValue });

        Assert.That(error, Does.StartWith(template.StartsWith("{{ define", StringComparison.Ordinal) ? "template: " : Place).And.EndWith(": the templates took longer than 0.3 s"));
        Assert.That(watch.Elapsed, Is.LessThan(Patience));
    }

    [TestCase("{{ range 1000000000000 }}{{ $x := genCA \"a\" 1 }}{{ end }}")]
    [TestCase("{{ range 1000000000000 }}{{ $x := genPrivateKey \"dsa\" }}{{ end }}")]
    [TestCase("{{ $s := repeat 20000000 \"a\" }}{{ regexMatch \"(a?){500}(b|c)$\" $s }}")]
    public void A_cancelled_render_ends_within_a_function(string template)
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));
        Stopwatch watch = Stopwatch.StartNew();

        Assert.That(
            () => TestCharts.Text(template, new EngineOptions { Services = ExecutionServices.Default with { Cancellation = stop.Token } }),
            Throws.InstanceOf<OperationCanceledException>().With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(stop.Token));
        Assert.That(watch.Elapsed, Is.LessThan(Patience));
    }

    [TestCase("{{ repeat 10000000 \"a\" }}")]
    [TestCase("{{ wrapWith 1 (repeat 1000 \"x\") (repeat 10000 \"a \") }}")]
    [TestCase("{{ wrap 1 (repeat 600000 \"a \") }}")]
    [TestCase("{{ replace \"a\" (repeat 1000 \"b\") (repeat 10000 \"a\") }}")]
    [TestCase("{{ regexReplaceAll \"a\" (repeat 10000 \"a\") (repeat 1000 \"b\") }}")]
    [TestCase("{{ regexReplaceAllLiteral \"a\" (repeat 10000 \"a\") (repeat 1000 \"b\") }}")]
    [TestCase("{{ regexFindAll \".\" (repeat 100000 \"a\") -1 }}")]
    [TestCase("{{ regexSplit \"a\" (repeat 100000 \"a\") -1 }}")]
    [TestCase("{{ splitList \"a\" (repeat 100000 \"a\") }}")]
    [TestCase("{{ split \"a\" (repeat 100000 \"a\") }}")]
    [TestCase("{{ splitList \"\" (repeat 100000 \"a\") }}")]
    [TestCase("{{ chunk 1 (until 50000) }}")]
    [TestCase("{{ $l := until 10000 }}{{ range 100 }}{{ $l = append $l (deepCopy $l) }}{{ end }}")]
    [TestCase("{{ $d := dict }}{{ range $i := until 100000 }}{{ $_ := set $d (toString $i) $i }}{{ end }}")]
    [TestCase("{{ $s := list 1 (repeat 10000 \"a\") }}{{ $l := list }}{{ range 200 }}{{ $l = append $l $s }}{{ end }}{{ $x := toStrings $l }}")]
    public void Texts_and_lists_have_a_limit(string template)
    {
        string error = Error(template, new ExecutionLimits { Text = 1_000_000 });

        Assert.That(error, Does.StartWith(Place));
        Assert.That(error, Does.EndWith("more than 1000000 characters of text"));
    }

    [TestCase("toYaml")]
    [TestCase("toYamlPretty")]
    [TestCase("toJson")]
    [TestCase("toPrettyJson")]
    [TestCase("toString")]
    [TestCase("dict \"a\" | toToml")]
    public void A_text_that_a_value_holds_many_times_is_not_written_out(string function)
    {
        const string Template = "{{ $s := repeat 1000000 \"a\" }}{{ $l := list }}{{ range 1000 }}{{ $l = append $l $s }}{{ end }}";
        string write = function.StartsWith("dict", StringComparison.Ordinal) ? "dict \"a\" $l | toToml" : function + " $l";

        string error = Error(Template + "{{ " + write + " | len }}", ExecutionLimits.Default);

        Assert.That(error, Does.StartWith(Place).And.EndWith(": a value takes more than 33554432 characters as a text"));
    }

    [TestCase("toYaml")]
    [TestCase("toYamlPretty")]
    [TestCase("toJson")]
    [TestCase("toToml")]
    [TestCase("printf \"%v\"")]
    public void A_map_that_holds_one_map_many_times_is_not_written_out(string function)
    {
        string error = Error("{{ $d := dict \"a\" \"b\" }}{{ range 50 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ " + function + " $d | len }}", ExecutionLimits.Default);

        Assert.That(error, Does.StartWith(Place).And.EndWith(": a value takes more than 33554432 characters as a text"));
    }

    [TestCase("fromYaml")]
    [TestCase("fromYamlArray")]
    [TestCase("fromJson")]
    [TestCase("fromJsonArray")]
    [TestCase("mustFromJson")]
    [TestCase("fromToml")]
    public void Reading_has_a_limit(string function) =>
        Assert.That(
            Error("{{ range 10 }}{{ $x := " + function + " (repeat 200 \"[1,2]\\n\") }}{{ end }}", new ExecutionLimits { Reading = 1000 }),
            Does.StartWith(Place).And.EndWith(": functions of the templates read more than 1000 characters of YAML, JSON, TOML and templates"));

    [Test]
    public void Texts_of_tpl_have_a_limit() =>
        Assert.That(
            Error("{{ tpl (repeat 1000 \"{{ . }}\") 1 }}", new ExecutionLimits { Reading = 500 }),
            Does.StartWith(Place).And.EndWith(": functions of the templates read more than 500 characters of YAML, JSON, TOML and templates"));

    [TestCase("html")]
    [TestCase("js")]
    [TestCase("urlquery")]
    [TestCase("toJson")]
    public void Texts_that_grow_by_escaping_have_a_limit(string function) =>
        Assert.That(
            Error("{{ repeat 40000000 \"<\" | " + function + " | len }}", ExecutionLimits.Default),
            Does.StartWith(Place).And.EndWith(": a value takes more than 33554432 characters as a text"));

    [Test]
    public void A_key_that_begins_without_end_is_not_looked_for_long() =>
        Assert.That(
            Error("{{ genCAWithKey \"a\" 1 (repeat 2000000 \"-----BEGIN A-----\\n\") }}", ExecutionLimits.Default),
            Does.EndWith("error calling genCAWithKey: parsing private key: no PEM data in input"));

    [Test]
    public void Actions_of_a_chart_have_a_limit()
    {
        (string Name, string Text)[] files = [.. Enumerable.Range(0, 4).Select(index => ($"_{index}.tpl", "{{" + new string(' ', 5_000_000) + ". }}"))];

        Assert.That(
            () => TestCharts.Render(TestCharts.Of(files)),
            Throws.TypeOf<RenderException>().With.Message.EqualTo("c/templates/_2.tpl: the actions of the chart's templates have more than 8388608 characters"));
    }

    [Test]
    public void Output_has_a_limit() =>
        Assert.That(
            Error("{{ range 1000 }}0123456789{{ end }}", new ExecutionLimits { Output = 5000 }),
            Does.StartWith(Place).And.EndWith(": the templates wrote more than 5000 characters"));

    [Test]
    public void Steps_have_a_limit() =>
        Assert.That(
            Error("{{ range 1000000000 }}{{ end }}", new ExecutionLimits { Steps = 10_000 }),
            Does.StartWith(Place).And.EndWith(": the templates took more than 10000 steps"));

    [Test]
    public void An_error_names_the_template_that_was_being_executed() =>
        Assert.That(
            Error("{{ define \"deep\" }}\n\n{{ repeat 100 \"x\" }}{{ end }}{{ include \"deep\" . }}", new ExecutionLimits { Text = 50 }),
            Is.EqualTo(
                "template: c/templates/t.yaml:4:3: executing \"deep\" at <repeat 100 \"x\">: functions of the templates made more than 50 characters of text"));

    private static string Error(string template, ExecutionLimits limits)
    {
        EngineOptions options = new() { Services = ExecutionServices.Default with { Limits = limits } };
        return Assert.Throws<RenderException>(() => TestCharts.Text("\n" + template, options))!.Message;
    }
}
