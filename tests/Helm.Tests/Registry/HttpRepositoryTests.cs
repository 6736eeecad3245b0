using System.Text;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class HttpRepositoryTests
{
    private const string Index = "apiVersion: v1\nentries:\n  web:\n  - {apiVersion: v2, name: web, version: 1.0.0, urls: [web-1.0.0.tgz]}\n";

    private static readonly RegistryOptions Options = new() { Addresses = AddressRules.Any, RetryDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task An_index_that_has_not_changed_is_not_sent_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.Headers.ETag = "\"one\"";
            if (context.Request.Headers.IfNoneMatch == "\"one\"")
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(Index);
        });
        using HttpRepository repository = new(Options);

        IndexDownload first = await repository.GetIndexAsync($"{server.Url}charts?key=value");
        IndexDownload second = await repository.GetIndexAsync($"{server.Url}charts?key=value", first.ETag);

        Assert.That(first.Index!.Get("web", "").Urls.Single(), Is.EqualTo("web-1.0.0.tgz"));
        Assert.That(second.Index, Is.Null);
        Assert.That(second.ETag, Is.EqualTo("\"one\""));
        Assert.That(server.Requests.Select(request => request.Path), Is.All.EqualTo("/charts/index.yaml?key=value"));
    }

    [Test]
    public async Task An_archive_is_taken_only_with_the_digest_of_the_index()
    {
        byte[] archive = Encoding.UTF8.GetBytes("archive");
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => context.Response.Body.WriteAsync(archive).AsTask());
        using HttpRepository repository = new(Options);
        string digest = Digest.Of(archive);

        Assert.That((await repository.DownloadAsync($"{server.Url}a.tgz", digest["sha256:".Length..])).Digest, Is.EqualTo(digest));
        Assert.That(async () => await repository.DownloadAsync($"{server.Url}a.tgz", new string('0', 64)), Throws.InstanceOf<HelmException>().With.Message.Contains("chart digest mismatch"));
    }

    [Test]
    public async Task Credentials_stay_with_their_origin_and_out_of_messages()
    {
        await using ScriptedServer other = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.Redirect(new Uri(other.Url, "/a.tgz").ToString());
            return Task.CompletedTask;
        });
        using HttpRepository repository = new(Options, new RepositoryCredentials(server.Url, "user", "secret"));

        Assert.That(
            async () => await repository.DownloadAsync($"http://user:secret@{server.Host}/a.tgz"),
            Throws.InstanceOf<HelmException>().With.Message.EqualTo($"failed to fetch http://{server.Host}/a.tgz : 404 Not Found"));
        Assert.That(async () => await repository.DownloadAsync($"{other.Url}b.tgz"), Throws.InstanceOf<HelmException>());
        Assert.That(server.Requests.Single().Authorization, Does.StartWith("Basic "));
        Assert.That(other.Requests.Select(request => request.Authorization), Is.All.Empty);
    }

    [Test]
    public async Task A_body_without_end_is_cut_off_at_the_limit()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (_, context) =>
        {
            byte[] block = new byte[4096];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        using HttpRepository repository = new(Options with { MaxArchiveBytes = 100_000 });

        Assert.That(
            async () => await repository.DownloadAsync($"{server.Url}a.tgz"),
            Throws.InstanceOf<HelmException>().With.Message.EqualTo($"Get \"{server.Url}a.tgz\": the answer is larger than 100000 bytes"));
    }

    [Test]
    public async Task Redirects_in_a_circle_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        using HttpRepository repository = new(Options);

        Assert.That(async () => await repository.DownloadAsync($"{server.Url}a.tgz"), Throws.InstanceOf<HelmException>().With.Message.Contains("stopped after 5 redirects"));
        Assert.That(server.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task A_server_that_answers_never_is_given_up()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using HttpRepository repository = new(Options with { Timeout = TimeSpan.FromSeconds(2), MaxRetries = 1 });

        Assert.That(async () => await repository.DownloadAsync($"{server.Url}a.tgz"), Throws.InstanceOf<HelmException>().With.Message.Contains("no complete answer within"));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Other_schemes_have_no_handler() => Assert.That(
        async () => await new HttpRepository(Options).DownloadAsync("file:///etc/passwd"),
        Throws.InstanceOf<HelmException>().With.Message.EqualTo("could not find protocol handler for: file"));
}
