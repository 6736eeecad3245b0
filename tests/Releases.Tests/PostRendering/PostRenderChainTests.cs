using System.Text.Json;
using Steersman.Helm;
using Steersman.Helm.PostRendering;
using Steersman.Operator.Api.V1;
using Steersman.Releases.PostRendering;

namespace Steersman.Releases.Tests.PostRendering;

public sealed class PostRenderChainTests
{
    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\n  labels: {team: chart}\n";

    [TestCase("{}")]
    [TestCase("""{"postRenderers": []}""")]
    [TestCase("""{"postRenderers": [{}]}""")]
    [TestCase("""{"commonMetadata": {}}""")]
    [TestCase("""{"postRenderStrategy": "separate"}""")]
    public void What_changes_nothing_is_no_chain(string spec) => Assert.That(PostRenderChain.Of(Spec(spec)), Is.Null);

    [Test]
    public void Post_renderers_come_one_after_the_other_and_common_metadata_last()
    {
        HelmReleaseSpec spec = Spec("""
            {"commonMetadata": {"labels": {"team": "all"}, "annotations": {"note": "1"}}, "postRenderers": [
              {"kustomize": {"patches": [{"patch": "[{\"op\": \"add\", \"path\": \"/data\", \"value\": {\"a\": \"1\"}}]", "target": {"kind": "ConfigMap"}}]}},
              {"kustomize": {"patches": [{"patch": "[{\"op\": \"replace\", \"path\": \"/data/a\", \"value\": \"2\"}]", "target": {"kind": "ConfigMap"}}]}}]}
            """);

        Assert.That(PostRenderChain.Of(spec)!.Run(ConfigMap), Is.EqualTo(
            "apiVersion: v1\ndata:\n  a: \"2\"\nkind: ConfigMap\nmetadata:\n  annotations:\n    note: \"1\"\n  labels:\n    team: all\n  name: conf\n"));
    }

    [TestCase("""{"postRenderers": [{}, {"kustomize": {"patches": [{"patch": "text"}]}}]}""", ExpectedResult = "spec.postRenderers[1].kustomize.patches[0]: unable to parse SM or JSON patch from [patch: \"text\"]")]
    [TestCase("""{"postRenderers": [{"kustomize": {"patches": [{"patch": "[{}]"}]}}]}""", ExpectedResult = "spec.postRenderers[0].kustomize.patches[0]: must specify a target for JSON patch [patch: \"[{}]\"]")]
    [TestCase("""{"postRenderers": [{"kustomize": {"patches": [{"patch": " "}]}}]}""", ExpectedResult = "spec.postRenderers[0].kustomize.patches[0]: must specify one of patch and path")]
    [TestCase("""{"postRenderers": [{"kustomize": {"patches": [{"patch": "[{}]", "target": {"name": "("}}]}}]}""", ExpectedResult = "spec.postRenderers[0].kustomize.patches[0]: error parsing regexp: missing closing ): `^(?:()$`")]
    [TestCase("""{"postRenderers": [{"kustomize": {"patches": [{"patch": "{apiVersion: v1, kind: Pod, metadata: {name: a}}"}]}}]}""", ExpectedResult = null)]
    public string? What_is_wrong_whatever_the_chart_renders_is_known_before(string spec) => PostRenderChain.Of(Spec(spec))!.Check();

    [Test]
    public void An_error_names_the_field_and_shows_no_contents()
    {
        PostRenderChain chain = PostRenderChain.Of(Spec("""{"postRenderers": [{"kustomize": {"patches": [{"patch": "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {}}"}]}}]}"""))!;

        Assert.That(
            () => chain.Run("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: c2VjcmV0\n"),
            Throws.TypeOf<HelmException>().With.Message.EqualTo("spec.postRenderers[0].kustomize.patches[0]: wrong node kind: expected ScalarNode but got MappingNode"));
    }

    [TestCase("{}", ExpectedResult = PostRenderStrategy.Combined)]
    [TestCase("""{"postRenderStrategy": "combined"}""", ExpectedResult = PostRenderStrategy.Combined)]
    [TestCase("""{"postRenderStrategy": "separate"}""", ExpectedResult = PostRenderStrategy.Separate)]
    [TestCase("""{"postRenderStrategy": "nohooks"}""", ExpectedResult = PostRenderStrategy.NoHooks)]
    public PostRenderStrategy Hooks_are_rendered_with_the_manifests_unless_told_otherwise(string spec) => PostRenderChain.StrategyOf(Spec(spec));

    private static HelmReleaseSpec Spec(string json) => JsonSerializer.Deserialize(json, HelmReleaseJson.Default.HelmReleaseSpec)!;
}
