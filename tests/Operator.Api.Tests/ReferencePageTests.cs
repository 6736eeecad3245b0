using Steersman.Operator.Api.Crd;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Tests;

public sealed class ReferencePageTests
{
    private static readonly string Page = ReferencePage.Write();

    [TestCase(typeof(Reasons))]
    [TestCase(typeof(ConditionTypes))]
    public void Every_name_says_what_it_means(Type names) =>
        Assert.That(ReferencePage.Named(names, null).Where(name => !name.Description.EndsWith('.')), Is.Empty, "give it a [Description] that ends with a full stop");

    [TestCase("| `maxHistory` | integer | `5` | How many revisions Helm's history keeps; 0 keeps all. |")]
    [TestCase("| [`remediation`](#specupgraderemediation) | object |  | What follows a failed upgrade. |")]
    [TestCase("| [`conditions`](#statusconditions) | list of object |  | ")]
    [TestCase("| `secretRef` | object with `name` |  | Secret with username and password, or with .dockerconfigjson.")]
    [TestCase("| `name` | string | *required* | Name of the object. 1 to 253 characters. |")]
    [TestCase("### spec.wait.failFast.rules.*\n")]
    [TestCase("Rule: exactly one of chart, chartRef and source must be set.\n")]
    [TestCase("| `RolledBack` | ")]
    [TestCase("| `steersman.dev/mark-good` | ")]
    public void A_field_shows_its_type_default_bounds_and_description(string line) => Assert.That(Page, Does.Contain(line));

    [Test]
    public void Every_link_has_its_section()
    {
        HashSet<string> anchors = [.. Page.Split('\n').Where(line => line.StartsWith('#')).Select(line => string.Concat(line.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant())];
        string[] links = [.. Page.Split("](#").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])];

        Assert.That(links, Is.Not.Empty);
        Assert.That(links.Where(link => !anchors.Contains(link)), Is.Empty);
    }
}
