using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class IndexBlocksTests
{
    private static readonly RegistryOptions Options = new() { Addresses = AddressRules.Any, RetryDelay = TimeSpan.FromMilliseconds(1) };

    private const string Head = "apiVersion: v1\nentries:\n";

    [TestCase(Head + "  a:\n  - {apiVersion: v2, name: a, version: 1.0.0, urls: [a.tgz]}\n  b:\n  - apiVersion: v2\n    name: b\n    version: 2.0.0\ngenerated: \"2026-01-01T00:00:00Z\"\n", 1)]
    [TestCase("# ours\n" + Head + "    a:\n      - apiVersion: v2\n        name: a\n        version: 1.0.0\n        description: |\n          many\n\n          # lines\n    \"b\":\n      - {name: b, version: 2.0.0}\nserverInfo: {}\n", 1, Description = "deeper, with texts of several lines")]
    [TestCase("entries:\n  a:\n  - {apiVersion: v2, name: a, version: 1.0.0}\n  b:\n  - {name: b, version: 2.0.0}\napiVersion: v1", 1, Description = "the version last, no line end")]
    [TestCase(Head + "  a: [{apiVersion: v2, name: a, version: 1.0.0}]\n  b: [{name: b, version: 2.0.0}]\n", 2, Description = "in flow style")]
    [TestCase("""{"apiVersion": "v1", "entries": {"a": [{"apiVersion": "v2", "name": "a", "version": "1.0.0"}], "b": [{"name": "b", "version": "2.0.0"}]}}""", 2, Description = "JSON")]
    [TestCase(Head + "  a:\n  - {apiVersion: v2, name: a, version: 1.0.0, description: &text many}\n  b:\n  - {name: b, version: 2.0.0, description: *text}\n", 2, Description = "an alias across charts")]
    [TestCase(Head + "  a:\n  - apiVersion: v2\n    name: a\n    version: 1.0.0\n    description: \"left\n  hanging\"\n  b:\n  - {name: b, version: 2.0.0}\n", 2, Description = "a text that hangs to the left")]
    public async Task An_index_is_read_in_one_pass_where_it_has_Helms_form(string text, int requests)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => context.Response.WriteAsync(text));
        using HttpRepository repository = new(Options);

        IndexDownload download = await repository.GetIndexAsync(server.Url.ToString());

        Assert.That(download.Index!.Get("a", "").Metadata.Version, Is.EqualTo("1.0.0"));
        Assert.That(download.Index.Get("b", "2.x").Metadata.Name, Is.EqualTo("b"));
        Assert.That(download.Digest, Is.EqualTo(Digest.Of(Encoding.UTF8.GetBytes(text))));
        Assert.That(server.Requests, Has.Count.EqualTo(requests));
    }

    [TestCase("entries:\n  a:\n  - {name: a, version: 1.0.0}\n")]
    [TestCase("apiVersion: v1\nentries:\n  a:\n  - {name: a, version: [}\n")]
    [TestCase("apiVersion: v1\nentries:\n  a:\n  - {name: a, version: 1.0.0}\n  a:\n  - {name: a, version: 1.0.0}\n")]
    [TestCase("apiVersion: v1\nnobody: knows\nentries:\n  a:\n  - {name: a, version: 1.0.0}\n")]
    [TestCase("nothing")]
    [TestCase("")]
    public async Task What_is_wrong_is_told_in_Helms_words(string text)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => context.Response.WriteAsync(text));
        using HttpRepository repository = new(Options);
        string expected = Assert.Throws<HelmException>(() => IndexFile.Load(text))!.Message;

        Assert.That(async () => await repository.GetIndexAsync(server.Url.ToString()), Throws.TypeOf<HelmException>().With.Message.EqualTo(expected));
    }

    [Test]
    public async Task An_index_of_twenty_megabytes_is_read_chart_by_chart_from_a_compressed_stream()
    {
        const int Charts = 400;
        string description = new('x', 400);
        StringBuilder text = new(Head);
        for (int chart = 0; chart < Charts; chart++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  chart{chart}:\n");
            for (int version = 0; version < 100; version++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - apiVersion: v2\n    name: chart{chart}\n    version: 1.{version}.0\n    description: {description}\n    urls:\n    - chart{chart}-1.{version}.0.tgz\n");
            }
        }

        byte[] compressed = Compress(Encoding.UTF8.GetBytes(text.ToString()));
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerCompressed(context, compressed));
        using HttpRepository repository = new(Options);

        IndexDownload download = await repository.GetIndexAsync(server.Url.ToString());

        Assert.That(download.Index!.Entries, Has.Count.EqualTo(Charts));
        Assert.That(download.Index.Get("chart399", ">=1.98").Urls.Single(), Is.EqualTo("chart399-1.99.0.tgz"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_compressed_index_is_cut_off_at_the_limit_of_what_comes_out()
    {
        byte[] compressed = Compress(new byte[8 << 20]);
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) => AnswerCompressed(context, compressed));
        using HttpRepository repository = new(Options with { MaxIndexBytes = 1 << 20 });

        Assert.That(async () => await repository.GetIndexAsync(server.Url.ToString()), Throws.TypeOf<HelmException>().With.Message.Contains("larger than 1048576 bytes"));
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static Task AnswerCompressed(HttpContext context, byte[] compressed)
    {
        context.Response.Headers.ContentEncoding = context.Request.Headers.AcceptEncoding;
        return context.Response.Body.WriteAsync(compressed).AsTask();
    }
}
