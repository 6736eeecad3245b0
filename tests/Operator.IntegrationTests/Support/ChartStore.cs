using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Tests.Registry;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A server of files, which may ask for a password; a repository of charts and a registry are files as well.</summary>
internal sealed class ChartStore : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Answers a request in the place of the files where it gives true.</summary>
    public Func<HttpContext, bool>? Intercept { get; set; }

    public ScriptedServer Server { get; private set; } = null!;

    public string Url => Server.Url.ToString().TrimEnd('/');

    public string Host => Server.Host;

    /// <summary>Starts one.</summary>
    /// <param name="password">Of the user <c>reader</c>; null lets everybody in.</param>
    /// <param name="certificates">Speak https with these.</param>
    /// <param name="asksForCertificate">Refuse clients without a certificate.</param>
    public static async Task<ChartStore> StartAsync(string? password = null, TestCertificates? certificates = null, bool asksForCertificate = false)
    {
        ChartStore store = new();
        string? basic = password is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("reader:" + password));
        store.Server = await ScriptedServer.StartAsync((_, context) => store.AnswerAsync(context, basic), certificates, asksForCertificate);
        return store;
    }

    public static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    /// <summary>A line of an index.</summary>
    public static string Entry(TestChart chart, byte[] archive, string? url = null) =>
        $"  - {{apiVersion: v2, name: {chart.Name}, version: {chart.Version}, digest: {Digest(archive)["sha256:".Length..]}, urls: ['{url ?? $"{chart.Name}-{chart.Version}.tgz"}']}}\n";

    /// <summary>A source tree as source-controller packs it.</summary>
    public static byte[] Tree(params ReadOnlySpan<(string Path, string Text)> files)
    {
        using MemoryStream archive = new();
        using (GZipStream compressed = new(archive, CompressionLevel.Optimal))
        using (TarWriter tar = new(compressed, TarEntryFormat.Ustar))
        {
            foreach ((string path, string text) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return archive.ToArray();
    }

    public string Put(string path, byte[] content)
    {
        _files[path] = content;
        return Url + path;
    }

    public string Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Puts an archive and an index with it into the folder <c>charts</c>.</summary>
    public byte[] PutChart(TestChart chart)
    {
        byte[] archive = chart.Pack();
        Put($"/charts/{chart.Name}-{chart.Version}.tgz", archive);
        PutIndex(Entry(chart, archive));
        return archive;
    }

    public void PutIndex(string entries, string name = "web") => Put("/charts/index.yaml", $"apiVersion: v1\nentries:\n  {name}:\n{entries}");

    /// <summary>Pushes a chart as <c>org/NAME</c>; answers the digest of its manifest.</summary>
    public string Push(TestChart chart, string? tag = null)
    {
        byte[] archive = chart.Pack();
        byte[] manifest = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
             "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "sha256:{{new string('0', 64)}}", "size": 2},
             "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "{{Digest(archive)}}", "size": {{archive.Length}}}]}
            """);
        string repository = $"/v2/org/{chart.Name}";
        string named = tag ?? chart.Version.Replace('+', '_');
        Put($"{repository}/manifests/{named}", manifest);
        Put($"{repository}/manifests/{Digest(manifest)}", manifest);
        Put($"{repository}/blobs/{Digest(archive)}", archive);
        Put($"{repository}/tags/list", $$"""{"name": "org/{{chart.Name}}", "tags": ["latest", "{{named}}"]}""");
        return Digest(manifest);
    }

    public int Asked(string path) => Server.Requests.Count(request => request.Path == path);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string? basic)
    {
        if (Intercept?.Invoke(context) == true)
        {
            return;
        }

        if (basic is not null && context.Request.Headers.Authorization != basic)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"charts\"";
            return;
        }

        if (_files.TryGetValue(context.Request.Path.Value!, out byte[]? content))
        {
            await context.Response.Body.WriteAsync(content);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsync("""{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown"}]}""");
    }
}
