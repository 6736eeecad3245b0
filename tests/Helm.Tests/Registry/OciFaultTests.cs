using System.Text;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class OciFaultTests
{
    private static readonly byte[] Archive = Encoding.UTF8.GetBytes("not really an archive");
    private static readonly RegistryOptions Options = new() { Addresses = AddressRules.Any, IsPlainHttp = true, RetryDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task Of_an_index_of_manifests_the_one_of_a_chart_is_taken()
    {
        byte[] chart = Encoding.UTF8.GetBytes(OciAnswers.Manifest(Archive));
        byte[] image = Encoding.UTF8.GetBytes("""{"schemaVersion": 2, "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:0", "size": 2}, "layers": []}""");
        string index = $$"""
            {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
              {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "{{Digest.Of(image)}}", "size": {{image.Length}}},
              {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "{{Digest.Of(chart)}}", "size": {{chart.Length}}}]}
            """;
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => context.Request.Path.Value switch
        {
            "/v2/org/chart/manifests/1.0.0" => context.Response.WriteAsync(index),
            { } path when path.EndsWith(Digest.Of(image), StringComparison.Ordinal) => context.Response.Body.WriteAsync(image).AsTask(),
            { } path when path.EndsWith(Digest.Of(chart), StringComparison.Ordinal) => context.Response.Body.WriteAsync(chart).AsTask(),
            _ => OciAnswers.AnswerAsync(context, Archive),
        });
        using OciRegistry registry = new(Options);

        OciChart found = await registry.FindAsync(OciReference.Parse($"{server.Host}/org/chart:1.0.0"));

        Assert.That(found.ManifestDigest, Is.EqualTo(Digest.Of(Encoding.UTF8.GetBytes(index))));
        Assert.That((await registry.PullAsync(found)).Digest, Is.EqualTo(Digest.Of(Archive)));
    }

    [Test]
    public async Task What_is_no_manifest_is_told_by_its_media_type()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.ContentType = "application/vnd.docker.distribution.manifest.v1+prettyjws";
            return context.Response.WriteAsync("{}");
        });
        using OciRegistry registry = new(Options);

        Assert.That(
            async () => await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0"),
            Throws.InstanceOf<HelmException>().With.Message.EqualTo("media type application/vnd.docker.distribution.manifest.v1+prettyjws is none of a chart's manifest"));
    }

    [Test]
    public async Task A_server_that_wants_to_be_left_alone_for_long_is_left_alone_and_says_for_how_long()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        });
        using OciRegistry registry = new(Options);

        Assert.That(
            async () => await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0"),
            Throws.TypeOf<RegistryStatusException>().With.Property(nameof(RegistryStatusException.RetryAfter)).EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_is_busy_for_a_moment_is_asked_again()
    {
        int asked = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            if (Interlocked.Increment(ref asked) <= 2)
            {
                context.Response.StatusCode = asked == 1 ? 503 : 429;
                context.Response.Headers.RetryAfter = "0";
                return Task.CompletedTask;
            }

            return OciAnswers.AnswerAsync(context, Archive);
        });
        using OciRegistry registry = new(Options);

        Assert.That((await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0")).Digest, Is.EqualTo(Digest.Of(Archive)));
    }

    [Test]
    public async Task A_body_that_is_cut_off_is_asked_for_again()
    {
        int asked = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (_, context) =>
        {
            if (context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 1)
            {
                context.Response.ContentLength = Archive.Length;
                await context.Response.Body.WriteAsync(Archive.AsMemory(0, 5));
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await OciAnswers.AnswerAsync(context, Archive);
        });
        using OciRegistry registry = new(Options);

        Assert.That((await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0")).Digest, Is.EqualTo(Digest.Of(Archive)));
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_list_of_tags_without_end_is_given_up()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.Headers.Link = "</v2/org/chart/tags/list?last=b>; rel=\"next\"";
            return context.Response.WriteAsync("""{"tags": ["a", "b"]}""");
        });
        using OciRegistry registry = new(Options);

        Assert.That(async () => await registry.PullAsync($"oci://{server.Host}/org/chart", "^1"), Throws.InstanceOf<HelmException>().With.Message.EndsWith("the list of tags does not end"));
    }
}
