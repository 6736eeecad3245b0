using Steersman.Operator.Api.V1;
using Steersman.Releases.Drift;
using Steersman.Releases.Tests.Applying;

namespace Steersman.Releases.Tests.Drift;

public sealed class DriftIgnoreRulesTests
{
    private const string Web = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, labels: {app: web}, annotations: {tier: front}}}";

    // The target of a rule, and whether it is for the Deployment apps/web.
    private static readonly TestCaseData[] Targets =
    [
        new(null, true),
        new(new ObjectSelector(), true),
        new(new ObjectSelector { Kind = "Deployment" }, true),
        new(new ObjectSelector { Kind = "Deploy" }, false),
        new(new ObjectSelector { Kind = "Deploy.*" }, true),
        new(new ObjectSelector { Kind = "^Deployment$", Group = "apps", Version = "v1", Namespace = "apps", Name = "w.b" }, true),
        new(new ObjectSelector { Group = "batch" }, false),
        new(new ObjectSelector { Version = "v1beta1" }, false),
        new(new ObjectSelector { Name = "api|web" }, true),
        new(new ObjectSelector { Namespace = "other" }, false),
        new(new ObjectSelector { LabelSelector = "app=web" }, true),
        new(new ObjectSelector { LabelSelector = "app!=web" }, false),
        new(new ObjectSelector { AnnotationSelector = "tier in (front)" }, true),
        new(new ObjectSelector { AnnotationSelector = "!tier" }, false),
    ];

    [TestCaseSource(nameof(Targets))]
    public void A_rule_is_for_its_target(ObjectSelector? target, bool applies) =>
        Assert.That(Rules(target, "/spec/replicas").PathsOf(Given.Object(Web))!.Select(path => path.ToString()), Is.EqualTo(applies ? ["/spec/replicas"] : Array.Empty<string>()));

    [Test]
    public void The_empty_path_is_the_whole_object() => Assert.That(Rules(null, "/spec/replicas", "").PathsOf(Given.Object(Web)), Is.Null);

    [TestCase("{annotations: {helm.toolkit.fluxcd.io/driftDetection: disabled}}", true)]
    [TestCase("{labels: {helm.toolkit.fluxcd.io/driftDetection: disabled}}", true)]
    [TestCase("{annotations: {steersman.dev/drift: ignore}}", true)]
    [TestCase("{annotations: {helm.toolkit.fluxcd.io/driftDetection: enabled}}", false)]
    [TestCase("{labels: {steersman.dev/drift: ignore}}", false)]
    [TestCase("{annotations: {steersman.dev/drift: 7}}", false)]
    [TestCase("{}", false)]
    public void An_object_can_ask_to_be_left_alone(string metadata, bool isLeftAlone) =>
        Assert.That(DriftIgnoreRules.IsLeftAlone((System.Text.Json.Nodes.JsonObject)Given.Node($"{{metadata: {metadata}}}")!), Is.EqualTo(isLeftAlone));

    [Test]
    public void What_is_wrong_is_named_by_its_field()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Rules(null, "replicas"), Throws.TypeOf<FormatException>().With.Message.EqualTo("spec.driftDetection.ignore[0].paths: replicas is no JSON pointer: it must be empty or begin with a slash"));
            Assert.That(() => Rules(new ObjectSelector { Kind = "(" }, "/a"), Throws.TypeOf<FormatException>().With.Message.StartsWith("spec.driftDetection.ignore[0].target.kind: "));
            Assert.That(() => Rules(new ObjectSelector { LabelSelector = "a=" + "b c" }, "/a"), Throws.TypeOf<FormatException>().With.Message.StartsWith("spec.driftDetection.ignore[0].target.labelSelector: "));
        });
    }

    private static DriftIgnoreRules Rules(ObjectSelector? target, params string[] paths) =>
        DriftIgnoreRules.Of(new DriftDetectionSpec { Mode = DriftDetectionMode.Enabled, Ignore = [new DriftIgnoreRule { Paths = paths, Target = target }] });
}
