using System.Runtime.CompilerServices;
using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api.Crd;

namespace Steersman.Operator.Api.Tests;

/// <summary>Files that are made from the types of the API are what these make now.</summary>
public sealed class GeneratedDefinitionTests
{
    private const string Definition = "config/crd/steersman.dev_helmreleases.yaml";
    private const string Way = "make it anew: eng/generate.sh";

    [Test]
    public void The_file_in_config_is_what_the_types_make() => Assert.That(Text(Definition), Does.EndWith(YamlJson.Write(HelmReleaseDefinition.Create())), Way);

    [Test]
    public void The_copy_in_the_chart_is_the_file_in_config() => Assert.That(Text("charts/steersman/crds/steersman.dev_helmreleases.yaml"), Is.EqualTo(Text(Definition)), Way);

    [Test]
    public void The_reference_page_is_what_the_types_make() => Assert.That(Text("docs/reference/helmrelease.md"), Is.EqualTo(ReferencePage.Write()), Way);

    private static string Text(string path, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path));
}
