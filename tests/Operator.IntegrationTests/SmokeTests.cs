using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
[Category("Smoke")]
internal sealed class SmokeTests : ReleaseTest
{
    [Test]
    public async Task A_trivial_chart_is_installed_and_stored_as_Helm_stores_it()
    {
        await PackAsync(TestChart.OfConfigMap("trivial"));

        await ReleaseAsync("web", "trivial", "values: {text: there}");
        await UntilReadyAsync("web", 1);

        Unstructured? map = await GetAsync("v1", "ConfigMap", "web-text");
        Assert.That(map?.Content["data"]?["text"]?.ToString(), Is.EqualTo("there"));
        Assert.That(map?.Metadata.Annotations["meta.helm.sh/release-name"], Is.EqualTo("web"));
        IReadOnlyList<Secret> secrets = await SecretsAsync("web");
        Assert.That(secrets.Select(secret => (secret.Metadata.Name, secret.Type)), Is.EqualTo(new[] { ("sh.helm.release.v1.web.v1", "helm.sh/release.v1") }));
        Assert.That(secrets[0].Metadata.Labels["status"], Is.EqualTo("deployed"));
        Release release = (await RevisionsAsync("web"))[0];
        Assert.That((release.Info?.Status, release.Info?.Description), Is.EqualTo(("deployed", "Install complete")));
    }
}
