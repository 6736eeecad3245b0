using System.Net;
using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The operator of one namespace, in this process.</summary>
internal sealed class InProcessOperator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly KubernetesClient _client;
    private readonly ILoggerFactory _logs;
    private readonly Task _running;

    /// <param name="options">Its flags.</param>
    /// <param name="wrapTransport">Sees its requests.</param>
    /// <param name="time">Its clock; null: the system's.</param>
    public InProcessOperator(OperatorOptions options, Func<HttpMessageHandler, HttpMessageHandler>? wrapTransport = null, TimeProvider? time = null)
    {
        _client = new KubernetesClient(TestCluster.Configuration(TestCluster.Kubeconfig), new KubernetesClientOptions { Observer = Requests, WrapTransport = wrapTransport, TimeProvider = time ?? TimeProvider.System });
        _logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
        OperatorOptions open = options.AllowedSourceNetworks.Count > 0 ? options : options with { AllowedSourceNetworks = [IPNetwork.Parse("127.0.0.0/8")] };
        OperatorProcess process = new(_client, open, new OperatorState(), time ?? TimeProvider.System, _logs);
        _running = Task.Run(() => process.RunAsync(_stopping.Token));
    }

    public OperatorLog Log { get; } = new();

    public RequestLog Requests { get; } = new();

    /// <summary>Waits until the operator ends by itself, and throws what ended it.</summary>
    public Task EndedAsync() => Until.EndsAsync(_running, "the operator ends");

    /// <summary>Stops the operator.</summary>
    /// <exception cref="Exception">What ended the operator before it was asked to stop.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await Until.EndsAsync(_running, "the operator stops");
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }
        finally
        {
            _client.Dispose();
            _logs.Dispose();
            _stopping.Dispose();
        }
    }
}
