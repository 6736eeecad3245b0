using Microsoft.AspNetCore.Hosting.Server;
using Serilog;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Controller;
using Steersman.Operator.Metrics;
using Steersman.Operator.Notifications;

namespace Steersman.Operator.Hosting;

/// <summary>The process around the operator: logging, probes, metrics.</summary>
internal static class OperatorHost
{
    private const int Failure = 1;
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Runs until the process is asked to stop or the operator fails; answers the exit code.</summary>
    public static async Task<int> RunAsync(OperatorOptions options, CancellationToken cancellation)
    {
        NativeMemory.ReturnLargeBlocks();
        ClusterConfiguration cluster;
        try
        {
            cluster = KubernetesConfiguration.Load(options.Kubeconfig);
        }
        catch (KubernetesConfigurationException exception)
        {
            await Console.Error.WriteLineAsync($"steersman: {exception.Message}");
            return Failure;
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(
            new LoggerConfiguration().MinimumLevel.Is(LogLevels.Of(options.LogLevel))
                .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
                .WriteTo.Console(outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
                .CreateLogger(),
            dispose: true);
        ListenAddress[] addresses = [.. new[] { options.Metrics, options.Health }.OfType<ListenAddress>().Distinct()];
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (ListenAddress address in addresses)
            {
                kestrel.Listen(address.Address, address.Port);
            }
        });
        if (addresses.Length == 0)
        {
            builder.Services.AddSingleton<IServer, NoServer>();
        }

        using RequestMetrics requests = new();
        using PrometheusText metrics = new(RequestMetrics.MeterName, ControllerMeter.Name, ForwardMetrics.MeterName);
        using KubernetesClient client = new(cluster, new KubernetesClientOptions { Observer = requests });
        OperatorState state = new();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IKubernetesClient>(client);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton<OperatorProcess>();
        builder.Services.AddSingleton<OperatorService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OperatorService>());

        await using WebApplication app = builder.Build();
        OperatorService service = app.Services.GetRequiredService<OperatorService>();
        Map(app, options, state, metrics);
        try
        {
            await app.RunAsync(cancellation);
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync($"steersman: cannot listen on --metrics-addr or --health-addr: {exception.Message}");
            return Failure;
        }

        return service.HasFailed ? Failure : 0;
    }

    private static void Map(WebApplication app, OperatorOptions options, OperatorState state, PrometheusText metrics)
    {
        app.Use(async (context, next) =>
        {
            // Each port answers what it is for.
            bool isMetrics = context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);
            int? port = (isMetrics ? options.Metrics : options.Health)?.Port;
            if (port is null || context.Connection.LocalPort == port)
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        app.MapGet("/livez", static () => Results.Text("ok"));
        app.MapGet("/healthz", static () => Results.Text("ok"));
        app.MapGet("/readyz", () => state.IsReady ? Results.Text("ok") : Results.Text("caches are being filled", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/metrics", () => Results.Text(metrics.Write(), MetricsType));
    }
}
