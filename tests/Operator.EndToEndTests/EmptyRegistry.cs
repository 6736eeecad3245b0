using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Steersman.Operator.EndToEndTests;

/// <summary>A registry of images that has none.</summary>
internal sealed class EmptyRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmptyRegistry(WebApplication app) => _app = app;

    /// <summary>Host and port, on the loopback.</summary>
    public string Address => new Uri(_app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public static async Task<EmptyRegistry> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.MapGet("/v2/", () => Results.Ok());
        app.MapFallback(() => Results.Json(new { errors = new[] { new { code = "MANIFEST_UNKNOWN", message = "manifest unknown" } } }, statusCode: StatusCodes.Status404NotFound));
        await app.StartAsync();
        return new EmptyRegistry(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
