using System.Security.Cryptography.X509Certificates;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Http;

public sealed class TlsTests
{
    private const string Object = "/api/v1/namespaces/default/configmaps/a";

    private TestCertificates _certificates = null!;

    [SetUp]
    public void Start() => _certificates = new TestCertificates("cluster");

    [TearDown]
    public void Stop() => _certificates.Dispose();

    [TestCase(false, "HTTP/2")]
    [TestCase(true, "HTTP/1.1")]
    public async Task A_server_of_the_given_authority_is_trusted_and_spoken_to_in_HTTP_2_unless_that_is_switched_off(bool disableHttp2, string expected)
    {
        await using ScriptedServer server = await StartAsync(_certificates.Sign("server", "127.0.0.1"));

        await GetAsync(Trusting(server), new KubernetesClientOptions { DisableHttp2 = disableHttp2 });

        Assert.That(server.Requests.Single().Protocol, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_server_of_another_authority_is_refused_also_by_the_trust_of_the_machine()
    {
        using TestCertificates other = new("other");
        await using ScriptedServer server = await StartAsync(_certificates.Sign("server", "127.0.0.1"));

        KubernetesConnectionException e = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => GetAsync(server.Configuration with { CertificateAuthorities = [other.Authority] })))!;
        await Assert.ThrowsAsync<KubernetesConnectionException>(() => GetAsync(server.Configuration));

        Assert.That((e.Failure, server.Requests.Count), Is.EqualTo((ConnectionFailure.Tls, 0)));
    }

    [Test]
    public async Task A_server_of_another_name_is_refused_unless_the_name_is_given([Values] bool disableHttp2)
    {
        KubernetesClientOptions options = new() { DisableHttp2 = disableHttp2 };
        await using ScriptedServer server = await StartAsync(_certificates.Sign("server", "kubernetes.default"));

        await Assert.ThrowsAsync<KubernetesConnectionException>(() => GetAsync(Trusting(server), options));
        await GetAsync(Trusting(server) with { TlsServerName = "kubernetes.default" }, options);
        KubernetesConnectionException wrong = (await Assert.ThrowsAsync<KubernetesConnectionException>(() => GetAsync(Trusting(server) with { TlsServerName = "other.name" }, options)))!;

        Assert.That((server.Requests.Single().Protocol, wrong.Failure), Is.EqualTo((disableHttp2 ? "HTTP/1.1" : "HTTP/2", ConnectionFailure.Tls)));
    }

    [Test]
    public async Task Any_server_is_trusted_where_the_user_says_so([Values] bool withServerName)
    {
        await using ScriptedServer server = await StartAsync(_certificates.Sign("server", "whatever"));

        await GetAsync(server.Configuration with { InsecureSkipTlsVerify = true, TlsServerName = withServerName ? "x" : null });

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_client_certificate_is_shown_to_the_server()
    {
        using X509Certificate2 own = _certificates.Sign("jane");
        string? seen = null;
        await using ScriptedServer server = await ScriptedServer.StartAsync(_certificates.Sign("server", "127.0.0.1"), asksForClientCertificate: true);
        server.On("GET", Object, async context =>
        {
            seen = context.Connection.ClientCertificate?.Subject;
            await Answers.Json(Bodies.ConfigMap("a", "1"))(context);
        });
        Credential credential = new(null, ClientCertificate.FromPem(own.ExportCertificatePem(), TestCertificates.KeyPem(own)));

        await GetAsync(Trusting(server) with { Credentials = new StaticCredentialSource(credential) });

        Assert.That(seen, Is.EqualTo("CN=jane"));
    }

    [Test]
    public async Task Another_client_certificate_makes_another_connection()
    {
        using X509Certificate2 first = _certificates.Sign("first");
        using X509Certificate2 second = _certificates.Sign("second");
        List<string> seen = [];
        await using ScriptedServer server = await ScriptedServer.StartAsync(_certificates.Sign("server", "127.0.0.1"), asksForClientCertificate: true);
        server.On("GET", Object, async context =>
        {
            seen.Add(context.Connection.ClientCertificate!.Subject);
            await Answers.Json(Bodies.ConfigMap("a", "1"))(context);
        });
        Rotating source = new(new X509Certificate2[] { first, second }.Select(own => new Credential(null, ClientCertificate.FromPem(own.ExportCertificatePem(), TestCertificates.KeyPem(own)))));
        using KubernetesClient client = new(Trusting(server) with { Credentials = source });

        for (int i = 0; i < 2; i++)
        {
            await client.Resource<ConfigMap>().GetAsync(new NamespacedName("default", "a"), Deadline.None);
        }

        Assert.That(seen, Is.EqualTo(new[] { "CN=first", "CN=second" }));
    }

    [Test]
    public void Connections_are_kept_alive_by_pings_and_have_no_other_time_limit()
    {
        using SocketsHttpHandler handler = ConnectionHandlerFactory.Create(new ClusterConfiguration(new Uri("https://x")), null, new KubernetesClientOptions());

        Assert.Multiple(() =>
        {
            Assert.That(handler.KeepAlivePingPolicy, Is.EqualTo(HttpKeepAlivePingPolicy.WithActiveRequests));
            Assert.That(handler.KeepAlivePingDelay, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(handler.KeepAlivePingTimeout, Is.EqualTo(TimeSpan.FromSeconds(15)));
            Assert.That(handler.EnableMultipleHttp2Connections, Is.True);
            Assert.That(handler.AllowAutoRedirect, Is.False);
            Assert.That(handler.SslOptions.CertificateRevocationCheckMode, Is.EqualTo(X509RevocationMode.NoCheck));
        });
    }

    private static async Task<ScriptedServer> StartAsync(X509Certificate2 certificate) =>
        (await ScriptedServer.StartAsync(certificate)).On("GET", Object, Answers.Json(Bodies.ConfigMap("a", "1")));

    private static async Task GetAsync(ClusterConfiguration cluster, KubernetesClientOptions? options = null)
    {
        using KubernetesClient client = new(cluster, options);
        await client.Resource<ConfigMap>().GetAsync(new NamespacedName("default", "a"), Deadline.None);
    }

    private ClusterConfiguration Trusting(ScriptedServer server) => server.Configuration with { CertificateAuthorities = [_certificates.Authority] };

    private sealed class Rotating(IEnumerable<Credential> credentials) : ICredentialSource
    {
        private readonly Queue<Credential> _credentials = new(credentials);

        public ValueTask<Credential> GetAsync(CancellationToken ct) => new(_credentials.Count > 1 ? _credentials.Dequeue() : _credentials.Peek());

        public bool Invalidate(Credential stale) => false;
    }
}
