using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class ProxySettingsTests
{
    [TestCase("", "http://example.com/", "http://proxy:3128/")]
    [TestCase("", "https://example.com/", "http://secure:8080/")]
    [TestCase("", "http://localhost/", null)]
    [TestCase("", "http://127.0.0.1:80/", null)]
    [TestCase("*", "http://example.com/", null)]
    [TestCase("example.com", "http://example.com/", null)]
    [TestCase("example.com", "http://charts.example.com/", null)]
    [TestCase("example.com", "http://badexample.com/", "http://proxy:3128/")]
    [TestCase(".example.com", "http://example.com/", "http://proxy:3128/")]
    [TestCase("a, *.Example.com", "http://charts.example.com/", null)]
    [TestCase("example.com:8080", "http://example.com/", "http://proxy:3128/")]
    [TestCase("example.com:8080", "http://example.com:8080/", null)]
    [TestCase("10.0.0.0/8", "http://10.1.2.3/", null)]
    [TestCase("10.0.0.0/8", "http://11.1.2.3/", "http://proxy:3128/")]
    [TestCase("10.1.2.3", "http://10.1.2.3:99/", null)]
    [TestCase("10.1.2.3:98", "http://10.1.2.3:99/", "http://proxy:3128/")]
    [TestCase("[fd00::1]:99", "http://[fd00::1]:99/", null)]
    [TestCase("fd00::/8", "http://[fd00::1]:99/", null)]
    public void Exceptions_are_Gos(string exceptions, string url, string? proxy) =>
        Assert.That(new ProxySettings("proxy:3128", "http://user:secret@secure:8080", exceptions).GetProxy(new Uri(url)), Is.EqualTo(proxy is null ? null : new Uri(proxy.Replace("secure", "user:secret@secure", StringComparison.Ordinal))));

    [Test]
    public async Task Servers_are_asked_through_the_proxy_wherever_it_is()
    {
        await using ScriptedServer proxy = await ScriptedServer.StartAsync((_, context) => context.Response.WriteAsync(context.Request.Host.Value!));
        using HttpRepository repository = new(new RegistryOptions { Proxy = new ProxySettings($"http://user:secret@{proxy.Host}", "", "") });

        ChartArchive archive = await repository.DownloadAsync("http://charts.invalid/a.tgz");

        Assert.That(System.Text.Encoding.UTF8.GetString(archive.Content.Span), Is.EqualTo("charts.invalid"));
        Assert.That(async () => await repository.DownloadAsync($"http://169.254.169.254/a.tgz"), Throws.InstanceOf<AddressRefusedException>());
        Assert.That(proxy.Requests, Has.Count.EqualTo(1));
    }
}
