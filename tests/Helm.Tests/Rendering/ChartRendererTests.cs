using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.PostRendering;
using Steersman.Helm.Rendering;
using Steersman.Helm.Tests.Support;
using Steersman.Helm.Values;

namespace Steersman.Helm.Tests.Rendering;

public sealed class ChartRendererTests
{
    private static readonly Chart Parent = ChartLoader.LoadArchive(TestArchive.Of(
        ("x/Chart.yaml", TestArchive.ChartYaml + "dependencies:\n- {name: sub, version: '*', repository: '', alias: other, condition: other.enabled}\n"),
        ("x/values.yaml", "global: {g: 1}\nother: {enabled: true, k: v}\nlist: [1]\n"),
        ("x/templates/cm.yaml", "kind: ConfigMap\nv: {{ set .Values \"changed\" .Release.Name | len }}\n"),
        ("x/templates/hook.yaml", "kind: Job\nmetadata: {name: h, annotations: {helm.sh/hook: pre-install}}\n"),
        ("x/templates/NOTES.txt", "Hello {{ .Release.Name }}\n"),
        ("x/crds/c.yaml", "kind: CustomResourceDefinition\n"),
        ("x/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
        ("x/charts/sub/templates/s.yaml", "kind: Secret\nk: {{ .Values.k }}\ng: {{ .Values.global.g }}\n"),
        ("x/charts/sub/templates/NOTES.txt", "from below\n")));

    [Test]
    public void A_chart_renders_to_manifest_hooks_notes_and_crds()
    {
        RenderedChart rendered = ChartRenderer.Render(Parent, Options("acme"));

        Assert.Multiple(() =>
        {
            Assert.That(rendered.ManifestText, Is.EqualTo(
                "---\n# Source: x/charts/other/templates/s.yaml\nkind: Secret\nk: v\ng: 1\n\n---\n# Source: x/templates/cm.yaml\nkind: ConfigMap\nv: 4\n\n"));
            Assert.That(rendered.Hooks.Select(hook => hook.Path), Is.EqualTo(new[] { "x/templates/hook.yaml" }));
            Assert.That(rendered.Notes, Is.EqualTo("Hello acme\n"));
            Assert.That(rendered.Crds.Select(crd => crd.Filename), Is.EqualTo(new[] { "x/crds/c.yaml" }));
            Assert.That(rendered.Chart.Metadata!.Dependencies![0], Is.EqualTo(Parent.Metadata!.Dependencies![0] with { Name = "other", Enabled = true }));
        });
    }

    [TestCase(PostRenderStrategy.Combined, ExpectedResult = "CronJob")]
    [TestCase(PostRenderStrategy.Separate, ExpectedResult = "CronJob")]
    [TestCase(PostRenderStrategy.NoHooks, ExpectedResult = "Job")]
    public string Documents_go_through_a_post_renderer_with_or_without_the_hooks(PostRenderStrategy strategy)
    {
        RenderedChart rendered = ChartRenderer.Render(Parent, Options("acme") with
        {
            PostRenderStrategy = strategy,
            PostRender = text => text.Replace("kind: Job", "kind: CronJob", StringComparison.Ordinal).Replace("v: 4", "v: 5", StringComparison.Ordinal),
        });

        Assert.That(rendered.ManifestText, Is.EqualTo("---\n# Source: x/charts/other/templates/s.yaml\nkind: Secret\nk: v\ng: 1\n\n---\n# Source: x/templates/cm.yaml\nkind: ConfigMap\nv: 5\n\n"));
        Assert.That(rendered.Notes, Is.EqualTo("Hello acme\n"));
        return rendered.Hooks.Single().Kind;
    }

    [Test]
    public void A_cancelled_render_reads_no_further_document()
    {
        using CancellationTokenSource stop = new();
        ChartRenderOptions options = Options("acme") with
        {
            Engine = new EngineOptions { Services = ExecutionServices.Default with { Cancellation = stop.Token } },
            PostRender = text =>
            {
                stop.Cancel();
                return text;
            },
        };

        Assert.That(() => ChartRenderer.Render(Parent, options), Throws.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void A_post_renderer_that_fails_is_part_of_the_error() => Assert.That(
        () => ChartRenderer.Render(Parent, Options("acme") with { PostRender = _ => throw new HelmException("no") }),
        Throws.TypeOf<HelmException>().With.Message.EqualTo("error while running post render on files: no"));

    [Test]
    public void A_chart_is_the_same_after_it_was_rendered_by_many_threads()
    {
        string values = GoJson.Write(Value.FromMap(Parent.Values!));
        string[] manifests = new string[32];
        Parallel.For(0, manifests.Length, index => manifests[index] = ChartRenderer.Render(Parent, Options($"release-{index % 2}")).ManifestText);

        Assert.Multiple(() =>
        {
            Assert.That(manifests.Distinct().Count(), Is.EqualTo(1));
            Assert.That(GoJson.Write(Value.FromMap(Parent.Values!)), Is.EqualTo(values));
            Assert.That(Parent.Dependencies[0].Name, Is.EqualTo("sub"));
        });
    }

    [TestCase("other: {enabled: false}", ExpectedResult = 1)]
    [TestCase("other: {enabled: true}", ExpectedResult = 2)]
    public int A_condition_decides_about_a_chart_below(string values) => ChartRenderer.Render(Parent, Options("acme", values)).Manifests.Count;

    [TestCase("other: text", ExpectedResult = "chart dependencies processing failed: type mismatch on other: %!t(string=text)")]
    [TestCase("other: {k: \"a: b: c\"}", ExpectedResult = "YAML parse error on x/charts/other/templates/s.yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context")]
    public string What_does_not_render_says_so_in_the_words_of_Helm(string values) =>
        Assert.Catch<HelmException>(() => ChartRenderer.Render(Parent, Options("acme", values)))!.Message;

    [Test]
    public void A_chart_for_another_Kubernetes_is_refused()
    {
        Chart chart = Parent with { Metadata = Parent.Metadata! with { KubeVersion = ">=1.40.0" } };

        Assert.That(
            () => ChartRenderer.Render(chart, Options("acme")),
            Throws.TypeOf<RenderException>().With.Message.EqualTo("chart requires kubeVersion: >=1.40.0 which is incompatible with Kubernetes v1.37.0"));
    }

    [Test]
    public void A_template_that_calls_itself_without_end_is_an_error_and_no_crash()
    {
        Chart chart = new()
        {
            Metadata = new Metadata { Name = "x", Version = "0.1.0", ApiVersion = "v2" },
            Templates = [new ChartFile("templates/a.yaml", Encoding.UTF8.GetBytes("{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}"))],
        };

        Assert.That(() => ChartRenderer.Render(chart, Options("acme")), Throws.InstanceOf<HelmException>());
    }

    private static ChartRenderOptions Options(string release, string values = "") => new()
    {
        Release = new ReleaseOptions { Name = release, Namespace = "shop", IsInstall = true },
        Values = ValuesReader.LoadValues(values),
    };
}
