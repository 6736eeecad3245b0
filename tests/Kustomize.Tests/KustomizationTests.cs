using System.Globalization;
using System.Text;
using Steersman.Kustomize.Images;
using Steersman.Kustomize.Patches;
using Steersman.Kustomize.Selecting;

namespace Steersman.Kustomize.Tests;

public sealed class KustomizationTests
{
    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\n";
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - envFrom:\n    - configMapRef:\n        name: conf\n    image: nginx:1\n    name: web\n";

    [Test]
    public void References_follow_an_object_that_a_JSON_patch_renames()
    {
        KustomizePatch rename = new("""[{"op": "replace", "path": "/metadata/name", "value": "other"}]""", new TargetSelector(Kind: "ConfigMap"));

        string output = Kustomization.Build($"{ConfigMap}---\n{Pod}", [rename], []);

        Assert.That(output, Is.EqualTo(ConfigMap.Replace("conf", "other", StringComparison.Ordinal) + "---\n" + Pod.Replace("name: conf", "name: other", StringComparison.Ordinal)));
    }

    [Test]
    public void A_role_reference_follows_only_the_kind_that_it_names()
    {
        const string Stream = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a}\n";
        KustomizePatch rename = new("""[{"op": "replace", "path": "/metadata/name", "value": "other"}]""", new TargetSelector(Kind: "Role"));

        Assert.That(Kustomization.Build(Stream, [rename], []), Does.Contain("kind: ClusterRole\n  name: a\n"));
    }

    [Test]
    public void Errors_name_the_patch_or_image_that_they_are_about()
    {
        KustomizePatch fine = new("""[{"op": "add", "path": "/data", "value": {}}]""", new TargetSelector(Kind: "ConfigMap"));
        KustomizePatch wrong = new("""[{"op": "remove", "path": "/data/absent"}]""", new TargetSelector(Kind: "ConfigMap"));

        KustomizeException patch = Assert.Throws<KustomizeException>(() => Kustomization.Build(ConfigMap, [fine, wrong], []))!;
        KustomizeException image = Assert.Throws<KustomizeException>(() => Kustomization.Build(Pod, [], [new KustomizeImage("nginx", NewTag: "2"), new KustomizeImage("(", NewTag: "1")]))!;
        KustomizeException stream = Assert.Throws<KustomizeException>(() => Kustomization.Build("a: b\n", [fine], []))!;

        Assert.That((patch.Field, image.Field, stream.Field), Is.EqualTo(("patches[1]", "images[1]", (string?)null)));
    }

    [Test]
    public void The_summary_of_an_error_shows_no_contents()
    {
        const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {inf: .inf, password: c2VjcmV0}\n";
        const string Scalar = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: c2VjcmV0\n";

        KustomizeException number = Assert.Throws<KustomizeException>(() => Kustomization.Build(Secret, [], []))!;
        KustomizeException kind = Assert.Throws<KustomizeException>(() => Kustomization.Build(Scalar, [new KustomizePatch(Secret)], []))!;

        Assert.Multiple(() =>
        {
            Assert.That(number.Message + kind.Message, Does.Contain("c2VjcmV0"));
            Assert.That(number.Summary, Is.EqualTo("Secret.v1.[noGrp]/a.[noNs]: json: unsupported value: +Inf"));
            Assert.That(kind.Summary, Is.EqualTo("wrong node kind: expected ScalarNode but got MappingNode"));
        });
    }

    [Test]
    public void Aliases_that_multiply_end_at_a_limit()
    {
        StringBuilder bomb = new(ConfigMap + "data:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"  a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Assert.That(() => Kustomization.Build(bomb.ToString(), [], []), Throws.TypeOf<KustomizeException>().With.Message.Contains("aliases and copies"));
    }

    [Test]
    public void An_anchor_that_contains_itself_is_refused() => Assert.That(
        () => Kustomization.Build(ConfigMap + "data: &a\n  b: *a\n", [], []),
        Throws.TypeOf<KustomizeException>().With.Message.Contains("value contains itself"));

    [Test]
    public void Copies_that_double_end_at_a_limit()
    {
        string doubling = "[" + string.Join(",", Enumerable.Range(0, 40).Select(index => $$"""{"op": "copy", "from": "/data", "path": "/data/x{{index}}"}""")) + "]";

        Assert.That(() => Kustomization.Build(ConfigMap + "data: {a: b}\n", [new KustomizePatch(doubling, new TargetSelector(Kind: "ConfigMap"))], []), Throws.TypeOf<KustomizeException>().With.Message.Contains("aliases and copies"));
    }

    [Test]
    public void Merges_of_huge_lists_end_at_a_limit()
    {
        string containers = string.Concat(Enumerable.Range(0, 6_000).Select(index => $"  - name: c{index}\n"));
        string pod = Pod[..Pod.IndexOf("  containers:", StringComparison.Ordinal)] + "  containers:\n" + containers;

        Assert.That(() => Kustomization.Build(pod, [new KustomizePatch(pod)], []), Throws.TypeOf<KustomizeException>().With.Message.Contains("elements of lists"));
    }

    [Test]
    public void Deep_nesting_is_an_error_and_not_the_end_of_the_process()
    {
        string deep = ConfigMap + "data: " + new string('[', 20_000) + new string(']', 20_000) + "\n";

        Assert.That(() => Kustomization.Build(deep, [], []), Throws.TypeOf<KustomizeException>().With.Message.Contains("max depth"));
    }

    [Test]
    public void Any_number_of_kustomizations_may_run_at_once()
    {
        KustomizePatch patch = new("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    args: [a]\n");
        string expected = Kustomization.Build(Pod, [patch], [new KustomizeImage("nginx", NewTag: "2")]);

        string[] outputs = new string[64];
        Parallel.For(0, outputs.Length, index => outputs[index] = Kustomization.Build(Pod, [patch], [new KustomizeImage("nginx", NewTag: "2")]));

        Assert.That(outputs, Is.All.EqualTo(expected));
    }
}
