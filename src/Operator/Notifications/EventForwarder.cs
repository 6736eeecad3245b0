using System.Net;
using System.Text.Json;
using System.Threading.Channels;

namespace Steersman.Operator.Notifications;

/// <summary>Posts events to an address in Flux's format, from a queue of its own. Taking an event never blocks and never throws; what cannot be sent is dropped and counted.</summary>
/// <param name="options">How.</param>
/// <param name="transport">Makes the requests; is disposed with this.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log; the address, which may hold a password, is not written.</param>
internal sealed class EventForwarder(EventForwarderOptions options, HttpMessageHandler transport, TimeProvider time, ILogger<EventForwarder> log) : IDisposable
{
    private readonly HttpClient _client = new(transport) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Channel<FluxEvent> _waiting = Channel.CreateBounded<FluxEvent>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
    private readonly Dictionary<(string?, string, string, string), long> _sent = [];

    /// <summary>Redirects are not followed, as the address is the operator's own configuration.</summary>
    public static HttpMessageHandler NewTransport() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>Takes an event.</summary>
    public void Forward(FluxEvent item)
    {
        if (!_waiting.Writer.TryWrite(item))
        {
            ForwardMetrics.Dropped();
        }
    }

    /// <summary>Sends events until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (FluxEvent item in _waiting.Reader.ReadAllAsync(cancellation))
        {
            if (IsRepeated(item))
            {
                ForwardMetrics.Repeated();
                continue;
            }

            await SendAsync(item, cancellation);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(FluxEvent item, CancellationToken cancellation)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(item, FluxEventJson.Default.FluxEvent);
        TimeSpan pause = options.FirstPause;
        for (int tried = 1; ; tried++)
        {
            (HttpStatusCode? code, string? error) = await PostAsync(body, cancellation);
            if (code is { } answer && (int)answer is >= 200 and < 300)
            {
                ForwardMetrics.Sent();
                return;
            }

            // The receiver has it, or enough of its kind: notification-controller answers so to what repeats.
            if (code == HttpStatusCode.TooManyRequests)
            {
                ForwardMetrics.Limited();
                return;
            }

            bool mayPass = code is null || (int)code >= 500;
            if (!mayPass || tried >= options.Tries)
            {
                _sent.Remove(Key(item));
                ForwardMetrics.Failed();
                log.LogWarning("the event {Reason} about {Kind} {Namespace}/{Name} was not forwarded to the address of --events-addr: {Error}", item.Reason, item.InvolvedObject.Kind, item.InvolvedObject.Namespace, item.InvolvedObject.Name, error ?? $"it answers {(int)code!}");
                return;
            }

            await Task.Delay(pause, time, cancellation);
            pause += pause;
        }
    }

    private async Task<(HttpStatusCode? Code, string? Error)> PostAsync(byte[] body, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(options.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, options.Address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (response.StatusCode, null);
        }
        catch (HttpRequestException exception)
        {
            return (null, $"it cannot be reached ({exception.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"it gave no answer within {options.Timeout.TotalSeconds} s");
        }
    }

    private bool IsRepeated(FluxEvent item)
    {
        if (_sent.TryGetValue(Key(item), out long at) && time.GetElapsedTime(at) < options.RepeatAfter)
        {
            return true;
        }

        if (_sent.Count >= options.MaxRemembered)
        {
            _sent.Clear();
        }

        _sent[Key(item)] = time.GetTimestamp();
        return false;
    }

    private static (string? Uid, string Severity, string Reason, string Message) Key(FluxEvent item) => (item.InvolvedObject.Uid, item.Severity, item.Reason, item.Message);
}
