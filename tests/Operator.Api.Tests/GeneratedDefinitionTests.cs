using System.Runtime.CompilerServices;
using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api.Crd;

namespace Steersman.Operator.Api.Tests;

public sealed class GeneratedDefinitionTests
{
    [Test]
    public void The_file_in_config_is_what_the_types_make() =>
        Assert.That(File.ReadAllText(FileInConfig()), Does.EndWith(YamlJson.Write(HelmReleaseDefinition.Create())), "make it anew: steersman crd > config/crd/steersman.dev_helmreleases.yaml");

    private static string FileInConfig([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "config", "crd", "steersman.dev_helmreleases.yaml"));
}
