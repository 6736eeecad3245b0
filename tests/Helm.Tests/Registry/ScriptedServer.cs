using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Steersman.Helm.Tests.Registry;

/// <summary>A server on the loopback that answers as a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    /// <summary>Method, path with query, and Authorization of each request.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Requests { get; } = new();

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Host and port, as references to registries have them.</summary>
    public string Host => Url.Authority;

    /// <param name="answer">Answers.</param>
    /// <param name="certificates">Speak https with these; null: http.</param>
    /// <param name="asksForCertificate">Refuse clients without a certificate of the same authority.</param>
    public static async Task<ScriptedServer> StartAsync(Func<ScriptedServer, HttpContext, Task> answer, TestCertificates? certificates = null, bool asksForCertificate = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificates is not null)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificates.Server;
                    https.ClientCertificateMode = asksForCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                    https.ClientCertificateValidation = (client, _, _) => client.Issuer == certificates.Authority.Subject;
                });
            }
        }));
        WebApplication app = builder.Build();
        ScriptedServer server = new(app);
        app.Run(context =>
        {
            server.Requests.Enqueue(($"{context.Request.Path}{context.Request.QueryString}", context.Request.Headers.Authorization.ToString()));
            return answer(server, context);
        });
        await app.StartAsync();
        server.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
