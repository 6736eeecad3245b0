using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;

namespace Steersman.Helm.Tests.Engine;

[TestFixture]
internal sealed class EngineTests
{
    [Test]
    public void Lookup_asks_the_cluster_that_is_given()
    {
        RecordingLookup lookup = new(static () =>
        {
            ValueMap found = new();
            found["kind"] = Value.FromString("Secret");
            return found;
        });

        string text = TestCharts.Text("{{ (lookup \"v1\" \"Secret\" \"ns\" \"name\").kind }}", new EngineOptions { Lookup = lookup });

        Assert.That((text, lookup.Asked), Is.EqualTo(("Secret", "v1 Secret ns name")));
    }

    [Test]
    public void Lookup_without_a_cluster_finds_nothing() =>
        Assert.That(TestCharts.Text("{{ lookup \"v1\" \"Secret\" \"ns\" \"name\" | toJson }}"), Is.EqualTo("{}"));

    [Test]
    public void A_refusal_of_the_cluster_fails_the_render()
    {
        RecordingLookup lookup = new(static () => throw new FunctionException("secrets is forbidden"));

        RenderException? thrown = Assert.Throws<RenderException>(() => TestCharts.Text("{{ lookup \"v1\" \"Secret\" \"\" \"\" }}", new EngineOptions { Lookup = lookup }));

        Assert.That(thrown!.Message, Does.EndWith("error calling lookup: secrets is forbidden"));
    }

    [Test]
    public void What_tpl_defines_is_gone_behind_it()
    {
        RenderException? thrown = Assert.Throws<RenderException>(
            () => TestCharts.Text("{{ tpl \"{{ define \\\"x\\\" }}in{{ end }}{{ include \\\"x\\\" . }}\" . }}{{ include \"x\" . }}"));

        Assert.That(thrown!.Message, Does.Contain("no template \"x\" associated with template \"gotpl\""));
    }

    [Test]
    public void A_value_set_by_one_template_is_seen_by_the_next()
    {
        Chart chart = TestCharts.Of(("z.yaml", "{{ set .Values \"k\" \"v\" | len }}"), ("a.yaml", "{{ .Values.k }}"));

        Assert.That(TestCharts.Render(chart)["c/templates/a.yaml"], Is.EqualTo("v"));
    }

    [Test]
    public void Partials_are_not_rendered() =>
        Assert.That(TestCharts.Render(TestCharts.Of(("_p.tpl", "x"), ("t.yaml", "y"))).Keys, Is.EqualTo(new[] { TestCharts.Path }));

    [Test]
    public void A_cancelled_render_ends()
    {
        EngineOptions options = new() { Services = ExecutionServices.Default with { Cancellation = new CancellationToken(canceled: true) } };

        Assert.Throws<OperationCanceledException>(() => TestCharts.Text("{{ range 100000 }}{{ end }}", options));
    }

    [Test]
    public void One_chart_renders_on_many_threads_at_once()
    {
        Chart chart = TestCharts.Of(("_p.tpl", "{{ define \"n\" }}{{ tpl \"{{ .Release.Name }}\" . }}{{ end }}"), ("t.yaml", "{{ range 50 }}{{ include \"n\" $ }}{{ end }}"));

        string[] texts = new string[64];
        Parallel.For(0, texts.Length, index => texts[index] = TestCharts.Render(chart)[TestCharts.Path]);

        Assert.That(texts, Is.All.EqualTo(new string('r', 50)));
    }

    private sealed class RecordingLookup(Func<ValueMap> answer) : ILookup
    {
        public string Asked { get; private set; } = "";

        public ValueMap Lookup(string apiVersion, string kind, string @namespace, string name)
        {
            Asked = $"{apiVersion} {kind} {@namespace} {name}";
            return answer();
        }
    }
}
