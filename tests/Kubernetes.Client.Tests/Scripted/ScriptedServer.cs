using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client.Configuration;

namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>An HTTP server on the loopback that answers each request by the next step of its script. It knows nothing of Kubernetes.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public ClusterConfiguration Configuration => new(Address);

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate = null, bool asksForClientCertificate = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ClientCertificateMode = asksForClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            });
        });
        WebApplication app = builder.Build();
        ScriptedServer server = new(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Adds steps to what a method and path answer; the last one is repeated. A watch has the method WATCH.</summary>
    public ScriptedServer On(string method, string path, params ReadOnlySpan<RequestDelegate> steps)
    {
        ConcurrentQueue<RequestDelegate> script = _scripts.GetOrAdd($"{method} {path}", static _ => new());
        foreach (RequestDelegate step in steps)
        {
            script.Enqueue(step);
        }

        return this;
    }

    public KubernetesClient Client(KubernetesClientOptions? options = null) => new(Configuration, options);

    public async ValueTask DisposeAsync()
    {
        // Answers that hang on purpose end with their connections.
        using CancellationTokenSource atOnce = new(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        RecordedRequest request = new(
            context.Request.Method, context.Request.Path.Value!, context.Request.Query, new HeaderDictionary(context.Request.Headers.ToDictionary()), context.Request.Protocol, body.ToArray());
        _requests.Enqueue(request);
        string method = request.IsWatch ? "WATCH" : request.Method;
        RequestDelegate answer = Answers.NotFound;
        if (_scripts.TryGetValue($"{method} {request.Path}", out ConcurrentQueue<RequestDelegate>? script))
        {
            RequestDelegate? step;
            while (!(script.Count > 1 ? script.TryDequeue(out step) : script.TryPeek(out step)))
            {
            }

            answer = step;
        }

        try
        {
            await answer(context);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server stops.
        }
    }
}
