using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Tests.Registry;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class SourceTests : ReleaseTest
{
    private static readonly byte[] First = TestChart.OfConfigMap("web").Pack();
    private static readonly byte[] Second = TestChart.OfConfigMap("web", "1.2.0").Pack();

    [Test]
    public async Task A_chart_of_a_repository_is_installed_and_a_newer_one_of_the_range_is_followed()
    {
        string versions = Entry("1.0.0", First);
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerAsync(context, () => versions));
        await ReleaseAsync("web", "", $"{{source: {{interval: 1s, http: {{url: '{server.Url}charts', chart: web, version: ^1.0.0}}}}}}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.0.0"));

        versions = Entry("2.0.0", Second) + Entry("1.2.0", Second) + versions;
        release = await UntilReadyAsync("web", 2);
        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.2.0"));
    }

    [Test]
    public async Task An_archive_is_installed_by_its_address()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerAsync(context, () => ""));
        await ReleaseAsync("web", "", $"{{source: {{http: {{archive: '{server.Url}charts/web-1.0.0.tgz', digest: '{Digest(First)}'}}}}}}");

        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task An_archive_with_another_digest_is_refused()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerAsync(context, () => ""));
        await ReleaseAsync("web", "", $"{{source: {{http: {{archive: '{server.Url}charts/web-1.0.0.tgz', digest: '{Digest(Second)}'}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ArtifactFailed);

        Assert.That(Ready(release)?.Message, Does.Contain("digest"));
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task A_source_that_fails_leaves_the_release_that_runs_as_it_is()
    {
        bool isBroken = false;
        string index = Entry("1.0.0", First);
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            if (!isBroken)
            {
                return AnswerAsync(context, () => index);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        string source = $"source: {{interval: 1s, http: {{url: '{server.Url}charts', chart: web}}}}";
        await ReleaseAsync("web", "", $"{{{source}}}");
        await UntilReadyAsync("web", 1);

        isBroken = true;
        await UntilNotReadyAsync("web", Reasons.ArtifactFailed);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        isBroken = false;
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_chart_of_a_registry_is_installed_by_the_highest_version_of_its_range()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerAsync(context, () => ""));
        await ReleaseAsync("web", "", $"{{source: {{oci: {{url: 'oci://{server.Host}/org/web', version: ~1.2, insecure: true}}}}}}");
        HelmRelease release = await UntilReadyAsync("web", 1);

        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.2.0"));
    }

    [Test]
    public async Task A_registry_without_the_tag_is_told_in_its_words()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerAsync(context, () => ""));
        await ReleaseAsync("web", "", $"{{source: {{oci: {{url: 'oci://{server.Host}/org/web', tag: 9.9.9, insecure: true}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ArtifactFailed);

        Assert.That(Ready(release)?.Message, Does.Contain("9.9.9"));
    }

    private static string Digest(byte[] archive) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(archive))}";

    private static string Entry(string version, byte[] archive) =>
        $"  - {{apiVersion: v2, name: web, version: {version}, digest: {Digest(archive)["sha256:".Length..]}, urls: [web-{version}.tgz]}}\n";

    private static Task AnswerAsync(HttpContext context, Func<string> versions)
    {
        byte[]? archive = context.Request.Path.Value switch
        {
            "/charts/web-1.0.0.tgz" => First,
            "/charts/web-1.2.0.tgz" or "/charts/web-2.0.0.tgz" => Second,
            { } path when path == $"/v2/org/web/blobs/{Digest(Second)}" => Second,
            _ => null,
        };
        if (archive is not null)
        {
            return context.Response.Body.WriteAsync(archive).AsTask();
        }

        switch (context.Request.Path.Value)
        {
            case "/charts/index.yaml":
                return context.Response.WriteAsync($"apiVersion: v1\nentries:\n  web:\n{versions()}");
            case "/v2/org/web/tags/list":
                return context.Response.WriteAsync("""{"name": "org/web", "tags": ["1.0.0", "1.2.0", "latest"]}""");
            case "/v2/org/web/manifests/1.2.0":
                return context.Response.WriteAsync($$"""
                    {"config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "sha256:0", "size": 2},
                     "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "{{Digest(Second)}}", "size": {{Second.Length}}}]}
                    """);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync("""{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "unknown"}]}""");
        }
    }
}
