using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Authentication;

public sealed class CredentialTests
{
    private const string Object = "/api/v1/namespaces/default/configmaps/a";

    private string _folder = null!;
    private ManualTimeProvider _time = null!;

    private string TokenFile => Path.Combine(_folder, "token");

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("credentials").FullName;
        _time = new ManualTimeProvider();
    }

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_token_file_is_read_again_every_minute_and_a_failed_read_keeps_the_old_token()
    {
        await File.WriteAllTextAsync(TokenFile, "one\n");
        TokenFileCredentialSource source = new(TokenFile, _time);
        Assert.That((await source.GetAsync(Deadline.None)).Token, Is.EqualTo("one"));

        await File.WriteAllTextAsync(TokenFile, "two");
        _time.Advance(TimeSpan.FromSeconds(49));
        Assert.That((await source.GetAsync(Deadline.None)).Token, Is.EqualTo("one"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await source.GetAsync(Deadline.None)).Token, Is.EqualTo("two"));

        File.Delete(TokenFile);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await source.GetAsync(Deadline.None)).Token, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_token_file_that_was_never_there_is_an_error_that_names_it()
    {
        KubernetesConfigurationException e = (await Assert.ThrowsAsync<KubernetesConfigurationException>(() => new TokenFileCredentialSource(TokenFile, _time).GetAsync(Deadline.None).AsTask()))!;

        Assert.That(e.Message, Does.Contain(TokenFile));
    }

    [Test]
    public async Task A_401_makes_a_token_file_be_read_again_and_the_request_is_sent_once_more()
    {
        await File.WriteAllTextAsync(TokenFile, "old");
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.On("GET", Object, Answers.File("status/unauthorized.json", 401), Answers.Json(Bodies.ConfigMap("a", "1")), Answers.File("status/unauthorized.json", 401));
        TokenFileCredentialSource source = new(TokenFile, _time);
        await source.GetAsync(Deadline.None);
        await File.WriteAllTextAsync(TokenFile, "new");
        using KubernetesClient client = new(server.Configuration with { Credentials = source });

        await client.Resource<ConfigMap>().GetAsync(new NamespacedName("default", "a"), Deadline.None);
        Assert.That(server.Requests.Select(request => request.Headers.Authorization.ToString()), Is.EqualTo(new[] { "Bearer old", "Bearer new" }));

        await Assert.ThrowsAsync<KubernetesApiException>(() => client.Resource<ConfigMap>().GetAsync(new NamespacedName("default", "a"), Deadline.None));
        Assert.That(server.Requests, Has.Count.EqualTo(3), "the same token is not tried twice");
    }

    [Test]
    public async Task A_program_runs_once_for_many_requests_and_again_when_its_credential_expires_or_is_refused()
    {
        int runs = 0;
        TaskCompletionSource go = new();
        using ExecCredentialSource source = new(
            async _ =>
            {
                await go.Task;
                return new ExecCredential("token-" + ++runs, null, null, _time.GetUtcNow() + TimeSpan.FromMinutes(10));
            },
            _time,
            null);

        Task<Credential>[] many = [.. Enumerable.Range(0, 5).Select(_ => source.GetAsync(Deadline.None).AsTask())];
        go.SetResult();
        Credential[] first = await Task.WhenAll(many);
        Assert.That(first.Select(credential => credential.Token).Distinct(), Is.EqualTo(new[] { "token-1" }));

        _time.Advance(TimeSpan.FromMinutes(10));
        Credential second = await source.GetAsync(Deadline.None);
        Assert.That(second.Token, Is.EqualTo("token-2"));

        source.Invalidate(first[0]);
        Assert.That((await source.GetAsync(Deadline.None)).Token, Is.EqualTo("token-2"), "an older one was refused, not this one");
        source.Invalidate(second);
        Assert.That((await source.GetAsync(Deadline.None)).Token, Is.EqualTo("token-3"));
    }

    [Test]
    public async Task A_program_is_told_what_it_is_asked_for_and_its_answer_is_read()
    {
        string info = Path.Combine(_folder, "info");
        ExecPlugin plugin = Plugin(
            $"printf '%s %s' \"$KUBERNETES_EXEC_INFO\" \"$EXTRA\" > {info};"
            + """echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t","expirationTimestamp":"2026-01-01T01:00:00Z"}}'""");

        ExecCredential credential = await ExecRunner.RunAsync(plugin, TimeProvider.System, Deadline.None);

        Assert.That((credential.Token, credential.Expiry), Is.EqualTo(("t", DateTimeOffset.Parse("2026-01-01T01:00:00Z"))));
        Assert.That(await File.ReadAllTextAsync(info), Is.EqualTo("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}} value"""));
    }

    [TestCase("exit 3", "exit code 3")]
    [TestCase("echo secret-text", "no JSON")]
    [TestCase("""echo '{"kind":"ExecCredential","status":{}}'""", "no ExecCredential")]
    [TestCase("yes", "more than")]
    public async Task A_program_that_fails_is_an_error_that_shows_nothing_of_its_answer(string script, string expected)
    {
        KubernetesConfigurationException e = (await Assert.ThrowsAsync<KubernetesConfigurationException>(() => ExecRunner.RunAsync(Plugin(script), TimeProvider.System, Deadline.None)))!;

        Assert.That(e.Message, Does.Contain(expected).And.Not.Contain("secret-text"));
    }

    [Test]
    public async Task A_program_that_hangs_is_killed()
    {
        string pidFile = Path.Combine(_folder, "pid");
        Task<ExecCredential> run = ExecRunner.RunAsync(Plugin($"echo $$ > {pidFile}.new; mv {pidFile}.new {pidFile}; exec sleep 1000"), _time, Deadline.None);
        await _time.TimerAsync(ExecRunner.Timeout);
        using FileSystemWatcher watcher = new(_folder);
        while (!File.Exists(pidFile))
        {
            watcher.WaitForChanged(WatcherChangeTypes.Renamed | WatcherChangeTypes.Created, 100);
        }

        using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pidFile)));
        _time.Advance(ExecRunner.Timeout);

        await Assert.ThrowsAsync<KubernetesConfigurationException>(() => run.WaitAsync(Deadline.Time));
        await process.WaitForExitAsync().WaitAsync(Deadline.Time);
    }

    [Test]
    public async Task A_program_that_is_not_there_is_an_error_that_names_it()
    {
        ExecPlugin plugin = Plugin("") with { Command = "/no/such/program" };

        KubernetesConfigurationException e = (await Assert.ThrowsAsync<KubernetesConfigurationException>(() => ExecRunner.RunAsync(plugin, TimeProvider.System, Deadline.None)))!;

        Assert.That(e.Message, Does.Contain("/no/such/program"));
    }

    [Test]
    public void Credentials_never_show_themselves()
    {
        Assert.That($"{new Credential("secret-token")} {new Credential(null)}", Is.EqualTo("token anonymous"));
    }

    private ExecPlugin Plugin(string script) => new("client.authentication.k8s.io/v1", "/bin/sh", ["-c", script], [new("EXTRA", "value")], _folder, null);
}
