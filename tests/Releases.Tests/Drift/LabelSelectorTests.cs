using Steersman.Releases.Drift;

namespace Steersman.Releases.Tests.Drift;

public sealed class LabelSelectorTests
{
    [TestCase("", true)]
    [TestCase("app=web", true)]
    [TestCase("app==web", true)]
    [TestCase("app = web", true)]
    [TestCase("app=api", false)]
    [TestCase("app!=web", false)]
    [TestCase("app!=api", true)]
    [TestCase("none!=api", true)]
    [TestCase("app in (api,web)", true)]
    [TestCase("app in (api, db)", false)]
    [TestCase("app notin (api)", true)]
    [TestCase("none notin (api)", true)]
    [TestCase("app", true)]
    [TestCase("none", false)]
    [TestCase("!app", false)]
    [TestCase("!none", true)]
    [TestCase("app=web,tier=front", true)]
    [TestCase("app=web , tier=back", false)]
    [TestCase("size>3", true)]
    [TestCase("size<3", false)]
    [TestCase("app>3", false)]
    [TestCase("empty=", true)]
    [TestCase("app=", false)]
    [TestCase("steersman.dev/name=web", true)]
    public void Selects_as_Kubernetes_does(string selector, bool expected)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal) { ["app"] = "web", ["tier"] = "front", ["size"] = "5", ["empty"] = "", ["steersman.dev/name"] = "web" };
        Assert.That(LabelSelector.Parse(selector).Matches(labels.GetValueOrDefault), Is.EqualTo(expected));
    }

    [TestCase("app=web,")]
    [TestCase("=web")]
    [TestCase("app in web")]
    [TestCase("app in (web")]
    [TestCase("app web")]
    [TestCase("!")]
    [TestCase(",")]
    [TestCase("app=web tier=front")]
    public void Refuses_what_is_no_selector(string selector) => Assert.That(() => LabelSelector.Parse(selector), Throws.TypeOf<FormatException>().With.Message.StartsWith($"{selector} is no label selector: "));
}
