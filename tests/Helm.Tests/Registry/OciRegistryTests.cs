using System.Text;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class OciRegistryTests
{
    private static readonly byte[] Archive = Encoding.UTF8.GetBytes("not really an archive");
    private static readonly RegistryOptions Options = new() { Addresses = AddressRules.Any, IsPlainHttp = true, RetryDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task The_highest_version_of_a_range_is_pulled_with_a_token_that_anybody_gets()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(AnswerWithTokens);
        using OciRegistry registry = new(Options);

        ChartArchive chart = await registry.PullAsync($"oci://{server.Host}/org/chart", "^1.0.0");

        Assert.That(chart.Content.ToArray(), Is.EqualTo(Archive));
        Assert.That(chart.Digest, Is.EqualTo(Digest.Of(Archive)));
        Assert.That(server.Requests.Select(request => request.Path), Does.Contain("/v2/org/chart/manifests/1.10.0_b").And.Contain("/token?service=reg&scope=repository%3Aorg%2Fchart%3Apull"));
        Assert.That(server.Requests.Count(request => request.Path.StartsWith("/token", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(server.Requests.Where(request => request.Path.StartsWith("/token", StringComparison.Ordinal)).Select(request => request.Authorization), Is.All.Empty);
    }

    [Test]
    public async Task A_redirect_to_a_blob_store_carries_no_token()
    {
        await using ScriptedServer store = await ScriptedServer.StartAsync((_, context) => context.Response.Body.WriteAsync(Archive).AsTask());
        await using ScriptedServer server = await ScriptedServer.StartAsync((self, context) =>
        {
            if (!context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal) || context.Request.Headers.Authorization.Count == 0)
            {
                return AnswerWithTokens(self, context);
            }

            context.Response.Redirect(new Uri(store.Url, "/somewhere").ToString());
            return Task.CompletedTask;
        });
        using OciRegistry registry = new(Options);

        await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0");

        Assert.That(store.Requests.Single().Authorization, Is.Empty);
    }

    [Test]
    public async Task A_blob_with_another_digest_is_refused()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((self, context) => context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal)
            ? context.Response.WriteAsync("NOT really an archive")
            : AnswerWithTokens(self, context));
        using OciRegistry registry = new(Options);

        Assert.That(async () => await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0"), Throws.InstanceOf<HelmException>().With.Message.Contains("the manifest says"));
    }

    [Test]
    public async Task An_archive_beyond_the_limit_is_not_even_asked_for()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(AnswerWithTokens);
        using OciRegistry registry = new(Options with { MaxArchiveBytes = 10 });

        Assert.That(async () => await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0"), Throws.InstanceOf<HelmException>().With.Message.Contains("larger than 10 bytes"));
        Assert.That(server.Requests.Select(request => request.Path), Has.None.Contains("/blobs/"));
    }

    [Test]
    public async Task What_is_no_chart_is_told_by_its_parts()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => context.Response.WriteAsync("""{"config": {"mediaType": "application/x", "digest": "", "size": 1}, "layers": []}"""));
        using OciRegistry registry = new(Options);

        Assert.That(
            async () => await registry.PullAsync($"oci://{server.Host}/org/image", "1.0.0"),
            Throws.InstanceOf<HelmException>().With.Message.EqualTo("manifest does not contain minimum number of descriptors (2), descriptors found: 0"));
    }

    [Test]
    public async Task An_error_of_the_registry_is_told_in_its_words()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("""{"errors": [{"code": "NAME_UNKNOWN", "message": "unknown"}]}""");
        });
        using OciRegistry registry = new(Options);

        Assert.That(
            async () => await registry.PullAsync($"oci://{server.Host}/org/chart", ""),
            Throws.InstanceOf<HelmException>().With.Message.EqualTo($"GET \"http://{server.Host}/v2/org/chart/tags/list\": response status code 404: name unknown: unknown"));
    }

    [Test]
    public async Task Tags_are_read_page_by_page()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            bool isFirst = !context.Request.QueryString.HasValue;
            if (isFirst)
            {
                context.Response.Headers.Link = "</v2/org/chart/tags/list?last=b&n=2>; rel=\"next\"";
            }

            return context.Response.WriteAsync(isFirst ? """{"tags": ["a", "b"]}""" : """{"tags": ["c"]}""");
        });
        using OciRegistry registry = new(Options);

        Assert.That(await registry.TagsAsync(new OciReference(server.Host, "org/chart", ""), CancellationToken.None), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task A_registry_that_is_out_of_order_for_a_moment_is_asked_again()
    {
        int failures = 2;
        await using ScriptedServer server = await ScriptedServer.StartAsync((self, context) =>
        {
            if (failures-- <= 0)
            {
                return AnswerWithTokens(self, context);
            }

            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using OciRegistry registry = new(Options);

        Assert.That((await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0")).Digest, Is.EqualTo(Digest.Of(Archive)));
    }

    private static Task AnswerWithTokens(ScriptedServer server, HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (path == "/token")
        {
            return context.Response.WriteAsync("""{"token": "anonymous", "expires_in": 300}""");
        }

        if (context.Request.Headers.Authorization != "Bearer anonymous")
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{server.Url}token\",service=\"reg\",scope=\"repository:org/chart:pull\"";
            return Task.CompletedTask;
        }

        if (path.EndsWith("/tags/list", StringComparison.Ordinal))
        {
            return context.Response.WriteAsync("""{"name": "org/chart", "tags": ["1.0.0", "1.10.0_b", "1.9.0", "2.0.0", "latest"]}""");
        }

        if (path.Contains("/manifests/", StringComparison.Ordinal))
        {
            return context.Response.WriteAsync($$"""
                {"config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "sha256:0", "size": 2},
                 "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "{{Digest.Of(Archive)}}", "size": {{Archive.Length}}}]}
                """);
        }

        return context.Response.Body.WriteAsync(Archive).AsTask();
    }
}
