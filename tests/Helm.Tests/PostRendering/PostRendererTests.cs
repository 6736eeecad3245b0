using Steersman.Helm.PostRendering;

namespace Steersman.Helm.Tests.PostRendering;

public sealed class PostRendererTests
{
    private const string Path = "c/templates/a.yaml";

    [TestCase("kind: A\nmetadata: {name: a}\ndata:\n  folded: >\n    one\n    two\n\n  next: 1 # why\n", TestName = "Scalars and comments stay as they are written")]
    [TestCase("kind: A\nspec:\n- - 1\n  - 2\n- a: 1\n  b:\n  - {x: [1, 2]}\n", TestName = "Lists in lists stay as they are written")]
    public void A_document_that_comes_back_unchanged_is_unchanged(string document) => Assert.That(Identity(document), Is.EqualTo(document.Replace("\n\n", "\n")));

    [TestCase("kind: A\nspec: &x\n  a: 1\nother: *x\n", "kind: A\nother:\n  a: 1\nspec:\n  a: 1\n", TestName = "Anchors are written out")]
    [TestCase("kind: A\ntext: one\n  two\n", "kind: A\ntext: one two\n", TestName = "A scalar over two lines is joined")]
    public void A_form_whose_layout_is_not_kept_keeps_its_meaning(string document, string expected) => Assert.That(Identity(document), Is.EqualTo(expected));

    [Test]
    public void The_renderer_sees_where_a_document_comes_from()
    {
        string? seen = null;
        PostRenderer.Apply(new Dictionary<string, string> { [Path] = "kind: A\n" }, PostRenderStrategy.Combined, text => seen = text);

        Assert.That(seen, Is.EqualTo("kind: A\nmetadata:\n  annotations:\n    postrenderer.helm.sh/postrender-filename: 'c/templates/a.yaml'\n"));
    }

    private static string Identity(string document) =>
        PostRenderer.Apply(new Dictionary<string, string> { [Path] = document }, PostRenderStrategy.Combined, text => text)[Path];
}
