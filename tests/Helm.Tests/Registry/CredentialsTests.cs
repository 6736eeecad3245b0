using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class CredentialsTests
{
    private const string Basic = "Basic dXNlcjpzZWNyZXQ=";

    private static readonly byte[] Archive = Encoding.UTF8.GetBytes("not really an archive");
    private static readonly RegistryOptions Options = new() { Addresses = AddressRules.Any, RetryDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task Credentials_are_kept_along_a_redirect_within_their_origin()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            if (context.Request.Path == "/a.tgz")
            {
                context.Response.Redirect("/b.tgz");
                return Task.CompletedTask;
            }

            return context.Response.Body.WriteAsync(Archive).AsTask();
        });
        using HttpRepository repository = new(Options, new RepositoryCredentials(server.Url, "user", "secret"));

        await repository.DownloadAsync($"{server.Url}a.tgz");

        Assert.That(server.Requests.Select(request => request.Authorization), Is.EqualTo(new[] { Basic, Basic }));
    }

    [Test]
    public async Task Credentials_go_to_other_servers_of_an_index_only_where_that_is_asked_for_and_never_along_redirects()
    {
        await using ScriptedServer third = await ScriptedServer.StartAsync((_, context) => context.Response.Body.WriteAsync(Archive).AsTask());
        await using ScriptedServer other = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.Redirect($"{third.Url}b.tgz");
            return Task.CompletedTask;
        });
        Uri origin = new("http://charts.invalid");
        using HttpRepository closed = new(Options, new RepositoryCredentials(origin, "user", "secret"));
        using HttpRepository open = new(Options, new RepositoryCredentials(origin, "user", "secret", isForAll: true));

        await closed.DownloadAsync($"{other.Url}a.tgz");
        await open.DownloadAsync($"{other.Url}a.tgz");

        Assert.That(other.Requests.Select(request => request.Authorization), Is.EqualTo(new[] { "", Basic }));
        Assert.That(third.Requests.Select(request => request.Authorization), Is.All.Empty);
    }

    [Test]
    public async Task A_registry_that_asks_for_a_password_is_given_it_without_asking_twice()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            if (context.Request.Headers.Authorization != Basic)
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"registry\"";
                return Task.CompletedTask;
            }

            return OciAnswers.AnswerAsync(context, Archive);
        });
        using OciRegistry registry = new(Options with { IsPlainHttp = true }, credentials: new RepositoryCredentials(server.Url, "user", "secret"));

        await registry.PullAsync($"oci://{server.Host}/org/chart", "^1.0.0");

        Assert.That(server.Requests.Count(request => request.Authorization.Length == 0), Is.EqualTo(1));
        Assert.That(server.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_realm_is_given_the_password_and_the_registry_only_the_token()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((self, context) =>
        {
            if (context.Request.Path == "/token")
            {
                context.Response.StatusCode = context.Request.Headers.Authorization == Basic ? 200 : 401;
                return context.Response.WriteAsync("""{"access_token": "mine"}""");
            }

            if (context.Request.Headers.Authorization != "Bearer mine")
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{self.Url}token\",service=\"reg\"";
                return Task.CompletedTask;
            }

            return OciAnswers.AnswerAsync(context, Archive);
        });
        using OciRegistry registry = new(Options with { IsPlainHttp = true }, credentials: new RepositoryCredentials(server.Url, "user", "secret"));

        await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0");

        Assert.That(server.Requests.Where(request => !request.Path.StartsWith("/token", StringComparison.Ordinal)).Select(request => request.Authorization), Is.All.Not.EqualTo(Basic));
    }

    [Test]
    public async Task An_identity_token_is_exchanged_at_the_realm_and_the_session_is_remembered()
    {
        ConcurrentQueue<string> posted = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (self, context) =>
        {
            if (context.Request.Path == "/token")
            {
                posted.Enqueue(await new StreamReader(context.Request.Body).ReadToEndAsync());
                await context.Response.WriteAsync("""{"access_token": "mine", "expires_in": 300}""");
                return;
            }

            if (context.Request.Headers.Authorization != "Bearer mine")
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{self.Url}token\",service=\"reg\"";
                return;
            }

            await OciAnswers.AnswerAsync(context, Archive);
        });
        OciSession session = new();
        for (int poll = 0; poll < 3; poll++)
        {
            using OciRegistry registry = new(Options with { IsPlainHttp = true }, credentials: new RepositoryCredentials(server.Url, "secret"), session: session);
            await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0");
        }

        Assert.That(posted, Is.EqualTo(new[] { "grant_type=refresh_token&service=reg&scope=repository%3Aorg%2Fchart%3Apull&client_id=steersman&refresh_token=secret" }));
        Assert.That(server.Requests.Select(request => request.Authorization).Distinct(), Is.EquivalentTo(new[] { "", "Bearer mine" }));
    }

    [Test]
    public async Task A_proxy_that_somebody_else_chose_is_judged_by_its_address()
    {
        await using ScriptedServer proxy = await ScriptedServer.StartAsync((_, context) => context.Response.WriteAsync("through"));
        RegistryOptions options = Options with { Addresses = AddressRules.Default, Proxy = new WebProxy(proxy.Url), MaxRetries = 0 };
        using HttpRepository trusted = new(options);
        using HttpRepository judged = new(options with { JudgesProxy = true });

        Assert.That(async () => await trusted.DownloadAsync("http://charts.example.com/a.tgz", null), Throws.Nothing);
        Assert.That(async () => await judged.DownloadAsync("http://charts.example.com/a.tgz", null), Throws.TypeOf<HelmException>().With.Message.Contains("which charts may not be fetched from"));
    }

    [Test]
    public async Task A_blob_store_may_not_ask_for_the_registrys_password()
    {
        await using ScriptedServer store = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"mine\"";
            return Task.CompletedTask;
        });
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            if (context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal))
            {
                context.Response.Redirect($"{store.Url}blob");
                return Task.CompletedTask;
            }

            return OciAnswers.AnswerAsync(context, Archive);
        });
        using OciRegistry registry = new(Options with { IsPlainHttp = true }, credentials: new RepositoryCredentials(server.Url, "user", "secret"));

        Assert.That(async () => await registry.PullAsync($"oci://{server.Host}/org/chart", "1.0.0"), Throws.InstanceOf<HelmException>().With.Message.Contains("401"));
        Assert.That(store.Requests.Select(request => request.Authorization), Is.All.Empty);
    }

    [Test]
    public async Task A_server_of_an_own_authority_is_trusted_by_it_alone()
    {
        using TestCertificates certificates = new();
        using TestCertificates others = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => context.Response.Body.WriteAsync(Archive).AsTask(), certificates);

        Assert.That(() => DownloadAsync(server, null), Throws.InstanceOf<HelmException>().With.Message.Contains("tls: "));
        Assert.That(() => DownloadAsync(server, new ServerTrust { Authorities = [others.Authority] }), Throws.InstanceOf<HelmException>().With.Message.Contains("tls: "));
        await DownloadAsync(server, new ServerTrust { Authorities = [certificates.Authority] });
        await DownloadAsync(server, new ServerTrust { SkipsVerification = true });
    }

    [Test]
    public async Task A_client_certificate_is_shown_to_its_origin_alone()
    {
        using TestCertificates certificates = new();
        await using ScriptedServer other = await ScriptedServer.StartAsync((_, context) => context.Response.Body.WriteAsync(Archive).AsTask(), certificates, asksForCertificate: true);
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            (_, context) =>
            {
                if (context.Request.Path == "/away.tgz")
                {
                    context.Response.Redirect($"{other.Url}a.tgz");
                    return Task.CompletedTask;
                }

                return context.Response.Body.WriteAsync(Archive).AsTask();
            },
            certificates,
            asksForCertificate: true);
        ServerTrust trust = new() { Authorities = [certificates.Authority], ClientCertificate = certificates.Client };

        await DownloadAsync(server, trust);
        Assert.That(() => DownloadAsync(server, trust with { ClientCertificate = null }), Throws.InstanceOf<HelmException>());
        Assert.That(() => DownloadAsync(server, trust, "away.tgz"), Throws.InstanceOf<HelmException>());
        Assert.That(other.Requests, Is.Empty);
    }

    [Test]
    public async Task Other_servers_are_verified_where_the_origin_is_not()
    {
        using TestCertificates certificates = new();
        await using ScriptedServer other = await ScriptedServer.StartAsync((_, context) => context.Response.Body.WriteAsync(Archive).AsTask(), certificates);
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            (_, context) =>
            {
                context.Response.Redirect($"{other.Url}a.tgz");
                return Task.CompletedTask;
            },
            certificates);

        Assert.That(() => DownloadAsync(server, new ServerTrust { SkipsVerification = true }), Throws.InstanceOf<HelmException>().With.Message.Contains("tls: "));
        Assert.That(other.Requests, Is.Empty);
    }

    private static async Task DownloadAsync(ScriptedServer server, ServerTrust? trust, string path = "a.tgz")
    {
        RegistryOptions options = Options with { MaxRetries = 0 };
        using RegistryTransport transport = new(options, trust, server.Url);
        using HttpRepository repository = new(options, transport: transport);
        await repository.DownloadAsync($"{server.Url}{path}");
    }
}
