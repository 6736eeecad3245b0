using System.Text;
using Steersman.Helm.Tests.Registry;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Sources that ask for passwords and certificates.</summary>
[Category("Integration")]
internal sealed class SourceKeyTests : ReleaseTest
{
    private static readonly TestChart Chart = TestChart.OfConfigMap("web");

    [Test]
    public async Task A_chart_in_a_Secret_is_installed_and_its_change_is_followed()
    {
        await PackSecretAsync(Chart);
        await ReleaseAsync("web", "", "{source: {secret: {name: chart, key: chart.tgz}}}");
        await UntilReadyAsync("web", 1);

        await PackSecretAsync(TestChart.OfConfigMap("web", "1.1.0"));
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task A_repository_with_a_password_is_read_once_its_Secret_is_right_and_other_servers_are_not_shown_it()
    {
        await using ChartStore other = await ChartStore.StartAsync();
        await using ChartStore store = await ChartStore.StartAsync("secret");
        byte[] archive = Chart.Pack();
        store.PutIndex(ChartStore.Entry(Chart, archive, other.Put("/web.tgz", archive)));
        await ReleaseAsync("web", "", $"{{source: {{http: {{url: '{store.Url}/charts', chart: web, secretRef: {{name: keys}}}}}}}}");
        Assert.That(Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message, Is.EqualTo($"Secret {Namespace}/keys of spec.source.http.secretRef does not exist"));

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {username: reader, password: wrong}}");
        HelmRelease refused = await UntilReleaseAsync("web", "refused", release => Ready(release)?.Message?.Contains("401", StringComparison.Ordinal) == true);
        Assert.That(Ready(refused)?.Message, Does.EndWith($"the credentials of Secret {Namespace}/keys (spec.source.http.secretRef) are not accepted").And.Not.Contains("wrong"));

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {username: reader, password: secret}}");
        await UntilReadyAsync("web", 1);
        Assert.That(other.Server.Requests.Select(request => request.Authorization), Is.EqualTo(new[] { "" }));
    }

    [Test]
    public async Task A_registry_with_a_password_is_read_by_a_docker_configuration()
    {
        await using ChartStore store = await ChartStore.StartAsync("secret");
        store.Push(TestChart.OfConfigMap("web", "1.0.0+build.5"));
        string config = $$"""{ "auths": { "{{store.Host}}": { "auth": "{{InBase64("reader:secret")}}" } } }""";
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, type: kubernetes.io/dockerconfigjson, metadata: {{name: keys}}, data: {{.dockerconfigjson: {Convert.ToBase64String(Encoding.UTF8.GetBytes(config))}}}}}");
        await ReleaseAsync("web", "", $"{{source: {{oci: {{url: 'oci://{store.Host}/org/web', version: ~1.0, insecure: true, secretRef: {{name: keys}}}}}}}}");
        HelmRelease release = await UntilReadyAsync("web", 1);

        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.0.0+build.5"));
    }

    [Test]
    public async Task A_server_of_an_own_authority_that_asks_for_a_certificate_is_given_it_and_no_other_server_is()
    {
        using TestCertificates certificates = new();
        await using ChartStore other = await ChartStore.StartAsync(certificates: certificates);
        await using ChartStore store = await ChartStore.StartAsync(certificates: certificates, asksForCertificate: true);
        string archive = other.Put("/web.tgz", Chart.Pack());
        store.PutIndex(ChartStore.Entry(Chart, Chart.Pack()));
        store.Intercept = context =>
        {
            if (context.Request.Path == "/charts/web-1.0.0.tgz")
            {
                context.Response.Redirect(archive);
                return true;
            }

            return false;
        };
        string release = $"{{source: {{http: {{url: '{store.Url}/charts', chart: web, certSecretRef: {{name: keys}}}}}}}}";
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: keys}}, data: {{ca.crt: {InBase64(certificates.AuthorityPem)}}}}}");
        await ReleaseAsync("web", "", release);
        Assert.That(Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message, Does.Contain($"{store.Url}/charts/index.yaml"));

        await ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: keys}}, data: {{ca.crt: {InBase64(certificates.AuthorityPem)}, tls.crt: {InBase64(certificates.ClientPem)}, tls.key: {InBase64(certificates.ClientKeyPem)}}}}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_real_registry_with_TLS_and_a_password_serves_the_highest_version_of_a_range()
    {
        using TestCertificates certificates = new();
        using RegistryProgram registry = await RegistryProgram.StartAsync(certificates);
        await registry.PushAsync(Chart);
        await registry.PushAsync(TestChart.OfConfigMap("web", "1.2.0+build.7"));
        await registry.PushAsync(TestChart.OfConfigMap("web", "2.0.0"));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {username: reader, password: secret}}");
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: authority}}, data: {{ca.crt: {InBase64(certificates.AuthorityPem)}}}}}");
        await ReleaseAsync("web", "", $"{{source: {{oci: {{url: 'oci://{registry.Host}/org/web', version: ^1.0.0, secretRef: {{name: keys}}, certSecretRef: {{name: authority}}}}}}}}");
        HelmRelease release = await UntilReadyAsync("web", 1);

        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.2.0+build.7"));
    }

    private static string InBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Task PackSecretAsync(TestChart chart) =>
        ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: chart}}, data: {{chart.tgz: {Convert.ToBase64String(chart.Pack())}}}}}");
}
