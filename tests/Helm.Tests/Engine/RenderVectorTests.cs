using Steersman.Vectors;

namespace Steersman.Helm.Tests.Engine;

[TestFixture]
[Category("Vectors")]
internal sealed class RenderVectorTests
{
    [TestCase("syntax")]
    [TestCase("builtins")]
    [TestCase("printf")]
    [TestCase("sprig-strings")]
    [TestCase("sprig-lists")]
    [TestCase("sprig-dicts")]
    [TestCase("sprig-math")]
    [TestCase("sprig-dates")]
    [TestCase("sprig-regex")]
    [TestCase("sprig-semver")]
    [TestCase("sprig-url-crypto")]
    [TestCase("helm-yaml")]
    [TestCase("helm-json-toml")]
    [TestCase("helm-include-tpl")]
    [TestCase("helm-objects")]
    [TestCase("errors")]
    [TestCase("random")]
    public void Charts_render_as_Helm_renders_them(string group) => VectorGroup.Run("render/" + group, RenderCase.Judge);

    [Test]
    public void What_once_differed_renders_as_Helm_renders_it() => VectorGroup.Run("fidelity/expressions", RenderCase.Judge);
}
