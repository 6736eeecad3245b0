using System.Security.Cryptography.X509Certificates;
using System.Text;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Client.Tests.Configuration;

public sealed class KubeconfigTests
{
    private string _folder = null!;

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("kubeconfig").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_token_and_the_rest_of_a_context_are_read()
    {
        using TestCertificates certificates = new("ca");
        ClusterConfiguration read = Parse(
            $"certificate-authority-data: {Base64(certificates.Authority.ExportCertificatePem())}\n    tls-server-name: kube",
            "token: \"0123\"\n    as: jane\n    as-groups: [a, b]\n    as-uid: u\n    as-user-extra: {k: [v]}");

        Assert.Multiple(() =>
        {
            Assert.That(read.Server.AbsoluteUri, Is.EqualTo("https://1.2.3.4:6443/base"));
            Assert.That(read.CertificateAuthorities!.Single().Subject, Is.EqualTo("CN=ca"));
            Assert.That((read.TlsServerName, read.Namespace, read.InsecureSkipTlsVerify), Is.EqualTo(("kube", "team", false)));
            Assert.That((read.Impersonation!.User, string.Join(',', read.Impersonation.Groups), read.Impersonation.Uid, read.Impersonation.Extra["k"].Single()), Is.EqualTo(("jane", "a,b", "u", "v")));
        });
        Assert.That((await read.Credentials.GetAsync(Deadline.None)).Token, Is.EqualTo("0123"));
    }

    [Test]
    public async Task Files_are_named_relative_to_the_kubeconfig()
    {
        using TestCertificates certificates = new("ca");
        using X509Certificate2 own = certificates.Sign("jane");
        Directory.CreateDirectory(Path.Combine(_folder, "pki"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "pki/ca.crt"), certificates.Authority.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "pki/me.crt"), own.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "pki/me.key"), TestCertificates.KeyPem(own));
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "t");

        ClusterConfiguration read = Parse("certificate-authority: pki/ca.crt", "client-certificate: pki/me.crt\n    client-key: pki/me.key\n    tokenFile: token");

        Credential credential = await read.Credentials.GetAsync(Deadline.None);
        Assert.That((credential.Token, credential.Certificate is not null, read.CertificateAuthorities!.Count), Is.EqualTo(("t", true, 1)));
    }

    [Test]
    public async Task Inline_certificates_are_read()
    {
        using TestCertificates certificates = new("ca");
        using X509Certificate2 own = certificates.Sign("jane");

        ClusterConfiguration read = Parse(
            "insecure-skip-tls-verify: true",
            $"client-certificate-data: {Base64(own.ExportCertificatePem())}\n    client-key-data: {Base64(TestCertificates.KeyPem(own))}");

        Assert.That((await read.Credentials.GetAsync(Deadline.None)).Certificate, Is.Not.Null);
        Assert.That(read.InsecureSkipTlsVerify, Is.True);
    }

    [Test]
    public void A_program_is_run_only_where_that_is_allowed()
    {
        const string User = "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./get-token, args: [a], env: [{name: N, value: v}], provideClusterInfo: true}";

        Assert.That(() => Parse("", User), Throws.TypeOf<KubernetesConfigurationException>().With.Message.Contains("not allowed"));
        Assert.That(Parse("", User, new KubeconfigOptions { AllowExec = true }).Credentials, Is.TypeOf<ExecCredentialSource>());
    }

    [TestCase("proxy-url: http://x", "token: a", "proxies are not supported")]
    [TestCase("insecure-skip-tls-verify: true\n    certificate-authority: missing.crt", "token: a", "missing.crt")]
    [TestCase("certificate-authority-data: '%%'", "token: a", "not base64")]
    [TestCase("certificate-authority-data: aGVsbG8=", "token: a", "no certificate")]
    [TestCase("", "client-certificate-data: aGVsbG8=", "go together")]
    [TestCase("", "username: me\n    password: x", "not supported")]
    [TestCase("", "auth-provider: {name: gcp}", "not supported")]
    [TestCase("", "exec: {command: x}", "exec")]
    public void What_cannot_be_used_is_an_error_that_names_it(string cluster, string user, string expected) => Assert.That(
        () => Parse(cluster, user),
        Throws.TypeOf<KubernetesConfigurationException>().With.Message.Contains(expected));

    [TestCase("", "no current-context")]
    [TestCase("current-context: x", "no context \"x\"")]
    [TestCase("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]", "no cluster \"c\"")]
    [TestCase("current-context: x\ncontexts: [{name: x, context: {user: u}}]", "cluster")]
    [TestCase("current-context: x\ncontexts: [{name: x}]", "empty")]
    [TestCase("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'ftp://x'}}]", "server")]
    [TestCase("- a", "not a map")]
    [TestCase("a: [", "no YAML")]
    public void A_kubeconfig_that_lacks_something_says_what(string text, string expected) => Assert.That(
        () => Kubeconfig.Parse(text, _folder, new KubeconfigOptions()),
        Throws.TypeOf<KubernetesConfigurationException>().With.Message.Contains(expected));

    [Test]
    public void Of_several_files_the_first_that_names_a_thing_wins_and_missing_ones_are_passed_over()
    {
        string first = Write("first", "current-context: a\ncontexts: [{name: a, context: {cluster: c, namespace: one}}]");
        string second = Write("second", "current-context: b\ncontexts: [{name: a, context: {cluster: c, namespace: two}}, {name: b, context: {cluster: c, namespace: three}}]\nclusters: [{name: c, cluster: {server: 'https://x'}}]");
        string list = string.Join(Path.PathSeparator, first, Path.Combine(_folder, "missing"), second);

        Assert.That(KubernetesConfiguration.Load(null, new KubeconfigOptions { Environment = Environment(("KUBECONFIG", list)) }).Namespace, Is.EqualTo("one"));
        Assert.That(KubernetesConfiguration.Load(null, new KubeconfigOptions { Context = "b", Environment = Environment(("KUBECONFIG", list)) }).Namespace, Is.EqualTo("three"));
    }

    [Test]
    public void The_flag_wins_over_the_environment_and_that_over_the_home()
    {
        const string Text = "current-context: a\ncontexts: [{{name: a, context: {{cluster: c, namespace: {0}}}}}]\nclusters: [{{name: c, cluster: {{server: 'https://x'}}}}]";
        Directory.CreateDirectory(Path.Combine(_folder, ".kube"));
        string flag = Write("flag", string.Format(Text, "flag"));
        string variable = Write("variable", string.Format(Text, "variable"));
        Write(".kube/config", string.Format(Text, "home"));

        Assert.That(Load(flag, ("KUBECONFIG", variable), ("HOME", _folder)), Is.EqualTo("flag"));
        Assert.That(Load(null, ("KUBECONFIG", variable), ("HOME", _folder)), Is.EqualTo("variable"));
        Assert.That(Load("", ("HOME", _folder)), Is.EqualTo("home"));
        Assert.That(() => Load(null, ("HOME", "/nowhere")), Throws.TypeOf<KubernetesConfigurationException>());
        Assert.That(() => Load(Path.Combine(_folder, "missing")), Throws.TypeOf<KubernetesConfigurationException>());
    }

    [TestCase("10.0.0.1", "https://10.0.0.1/")]
    [TestCase("fd00::1", "https://[fd00::1]/")]
    public async Task A_pod_is_configured_by_its_service_account(string host, string expected)
    {
        using TestCertificates certificates = new("ca");
        Write("ca.crt", certificates.Authority.ExportCertificatePem());
        Write("token", "t");
        Write("namespace", "system\n");

        ClusterConfiguration read = InClusterConfiguration.Load(Environment(("KUBERNETES_SERVICE_HOST", host), ("KUBERNETES_SERVICE_PORT", "443")), TimeProvider.System, _folder);

        Assert.That((read.Server.AbsoluteUri, read.Namespace, (await read.Credentials.GetAsync(Deadline.None)).Token), Is.EqualTo((expected, "system", "t")));
    }

    [Test]
    public void Outside_of_a_pod_there_is_no_such_configuration()
    {
        Assert.That(InClusterConfiguration.IsPresent(Environment()), Is.False);
        Assert.That(() => InClusterConfiguration.Load(Environment(), TimeProvider.System, _folder), Throws.TypeOf<KubernetesConfigurationException>());
    }

    [Test]
    public void A_file_without_end_is_not_read_to_its_end() => Assert.That(
        () => Kubeconfig.Load(["/dev/zero"], new KubeconfigOptions()),
        Throws.TypeOf<KubernetesConfigurationException>().With.Message.Contains("larger than"));

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Load(string? flag, params (string Name, string Value)[] variables) =>
        KubernetesConfiguration.Load(flag, new KubeconfigOptions { Environment = Environment(variables) }).Namespace;

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private ClusterConfiguration Parse(string cluster, string user, KubeconfigOptions? options = null) => Kubeconfig.Parse(
        $"""
        apiVersion: v1
        kind: Config
        current-context: main
        contexts:
        - name: main
          context:
            cluster: c
            user: u
            namespace: team
        clusters:
        - name: c
          cluster:
            server: https://1.2.3.4:6443/base
            {cluster}
        users:
        - name: u
          user:
            {user}
        """,
        _folder,
        options ?? new KubeconfigOptions());
}
