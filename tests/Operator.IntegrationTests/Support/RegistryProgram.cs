using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Steersman.Helm.Tests.Registry;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Debian's docker-registry, which <c>STEERSMAN_REGISTRY</c> or the path names, with TLS and the user <c>reader</c> whose password is <c>secret</c>.</summary>
internal sealed class RegistryProgram : IDisposable
{
    // htpasswd -B
    private const string Password = "reader:$2y$04$YoEjF6/8Rj9emgF2SIUMNucUKAc632oj9n7bxJziVYpmNgLpKY56q\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("steersman-registry");
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly HttpClient _http;

    private RegistryProgram(string program, TestCertificates certificates)
    {
        Host = $"127.0.0.1:{FreePort()}";
        string config = Write("config.yml", $$"""
            version: 0.1
            storage: {filesystem: {rootdirectory: {{_folder.FullName}}/data } }
            auth: {htpasswd: {realm: charts, path: {{Write("htpasswd", Password)}} } }
            http:
              addr: {{Host}}
              tls: {certificate: {{Write("tls.crt", certificates.Server.ExportCertificatePem())}}, key: {{Write("tls.key", certificates.ServerKeyPem)}} }
            """);
        ProcessStartInfo start = new(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(config);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificates.Authority);
        SocketsHttpHandler handler = new() { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
        _http = new HttpClient(handler) { BaseAddress = new Uri($"https://{Host}") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("reader:secret"u8));
    }

    /// <summary>Host and port.</summary>
    public string Host { get; }

    /// <summary>Starts one; skips the test where there is none.</summary>
    public static async Task<RegistryProgram> StartAsync(TestCertificates certificates)
    {
        string program = Environment.GetEnvironmentVariable("STEERSMAN_REGISTRY") is { Length: > 0 } named ? named : "/usr/bin/docker-registry";
        if (!File.Exists(program))
        {
            throw new IgnoreException("docker-registry is not on this machine; STEERSMAN_REGISTRY may name it");
        }

        RegistryProgram registry = new(program, certificates);
        try
        {
            await registry.UntilServesAsync();
            return registry;
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    /// <summary>Pushes a chart as <c>org/NAME</c> under its version.</summary>
    public async Task PushAsync(TestChart chart)
    {
        byte[] archive = chart.Pack();
        byte[] config = Encoding.UTF8.GetBytes($$"""{"name": "{{chart.Name}}", "version": "{{chart.Version}}", "apiVersion": "v2"}""");
        string manifest = $$"""
            {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
             "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "{{ChartStore.Digest(config)}}", "size": {{config.Length}}},
             "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "{{ChartStore.Digest(archive)}}", "size": {{archive.Length}}}]}
            """;
        await UploadAsync(chart.Name, config);
        await UploadAsync(chart.Name, archive);
        using StringContent content = new(manifest);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.oci.image.manifest.v1+json");
        using HttpResponseMessage answer = await _http.PutAsync(new Uri($"/v2/org/{chart.Name}/manifests/{chart.Version.Replace('+', '_')}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task UploadAsync(string name, byte[] blob)
    {
        using HttpResponseMessage begun = await _http.PostAsync(new Uri($"/v2/org/{name}/blobs/uploads/", UriKind.Relative), null);
        begun.EnsureSuccessStatusCode();
        Uri location = new(_http.BaseAddress!, begun.Headers.Location!);
        using ByteArrayContent content = new(blob);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage ended = await _http.PutAsync(new Uri($"{location}&digest={ChartStore.Digest(blob)}"), content);
        ended.EnsureSuccessStatusCode();
    }

    // It tells nobody that it listens.
    private async Task UntilServesAsync()
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50));
        using CancellationTokenSource deadline = new(Until.Patience);
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await _http.GetAsync(new Uri("/v2/", UriKind.Relative), deadline.Token);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException exception) when (!_process.HasExited && exception.StatusCode is null)
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                throw new AssertionException($"docker-registry does not serve: {exception.Message}\n{_output}", exception);
            }
        }
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
