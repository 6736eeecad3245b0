using System.Runtime.CompilerServices;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Lists and watches through a decoder.</summary>
internal sealed class ResourceReader<T>(ApiTransport transport, ResourceRequests requests, ResourceDecoder<T> decode) : IResourceReader<T>
{
    public Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken ct) => ListAsync(transport, requests.List(options), decode, ct);

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken ct) => WatchAsync(transport, requests, options, decode, ct);

    internal static async Task<ResourceList<T>> ListAsync(ApiTransport transport, ApiRequest request, ResourceDecoder<T> decode, CancellationToken ct)
    {
        using ApiResponse response = await transport.SendAsync(request, ct);
        try
        {
            using JsonStreamBuffer body = new(await response.OpenAsync(), transport.Options.MaxObjectBytes);
            ListParser<T> parser = new(body, decode);
            while (!parser.Parse())
            {
                await parser.FillAsync(response.Token);
            }

            return parser.Result;
        }
        catch (Exception e) when (e is OperationCanceledException || ConnectionErrors.IsConnectionError(e))
        {
            throw response.Explain(e) ?? (Exception)new OperationCanceledException(e.Message, e, ct);
        }
    }

    internal static async IAsyncEnumerable<WatchEvent<T>> WatchAsync(
        ApiTransport transport, ResourceRequests requests, WatchOptions options, ResourceDecoder<T> decode, [EnumeratorCancellation] CancellationToken ct)
    {
        TimeSpan timeout = options.Timeout ?? WatchTimeout(transport.Options);
        ApiRequest request = requests.Watch(options, timeout);
        using ApiResponse response = await transport.SendAsync(request, ct);

        // From here on the watchdog is the watch's own time and a grace; the headers had to come within the time of every request.
        response.Restart(timeout + transport.Options.WatchGrace);
        using JsonStreamBuffer body = new(await response.OpenAsync(), transport.Options.MaxObjectBytes);
        WatchParser<T> parser = new(body, decode);
        while (true)
        {
            bool hasEvent;
            WatchEvent<T> next = default;
            try
            {
                while (!(hasEvent = parser.TryParse(out next)) && await parser.FillAsync(response.Token))
                {
                }
            }
            catch (Exception e) when (e is OperationCanceledException || ConnectionErrors.IsConnectionError(e))
            {
                throw Explain(response, request, e) ?? (Exception)new OperationCanceledException(e.Message, e, ct);
            }

            if (!hasEvent)
            {
                yield break;
            }

            yield return next;
        }
    }

    private static KubernetesException? Explain(ApiResponse response, ApiRequest request, Exception e) => response.Explain(e) switch
    {
        KubernetesConnectionException { Failure: ConnectionFailure.Timeout } => new KubernetesConnectionException(
            ConnectionFailure.Silent, $"{request}: the watch was neither ended nor alive after its time", e),
        { } other => other,
        null => null,
    };

    private static TimeSpan WatchTimeout(KubernetesClientOptions options)
    {
        // Spread, so that not all watches of a cluster start again at the same time (client-go reflector.go).
        double seconds = options.MinWatchTimeout.TotalSeconds * (1 + options.Random.NextDouble());
        return TimeSpan.FromSeconds(Math.Max(1, Math.Floor(seconds)));
    }
}
