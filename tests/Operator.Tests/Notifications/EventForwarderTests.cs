using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Operator.Notifications;

namespace Steersman.Operator.Tests.Notifications;

/// <summary>Events are posted in Flux's format, off the worker, and never hold anything back.</summary>
public sealed class EventForwarderTests
{
    private static readonly Uri Address = new("http://127.0.0.1:9/");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task What_is_posted_is_what_notification_controller_reads()
    {
        Endpoint endpoint = new(HttpStatusCode.Accepted);
        await using Running running = new(endpoint);
        running.Forwarder.Forward(Item("install failed") with { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["steersman.dev/revision"] = "1.2.3" } });
        JsonNode? body = JsonNode.Parse(await endpoint.NextAsync());
        Assert.That(body?.ToJsonString(), Is.EqualTo("""{"involvedObject":{"kind":"HelmRelease","namespace":"apps","name":"web","uid":"u1","apiVersion":"steersman.dev/v1","resourceVersion":"7"},"severity":"error","timestamp":"2026-03-01T12:00:00Z","message":"install failed","reason":"InstallFailed","metadata":{"steersman.dev/revision":"1.2.3"},"reportingController":"helm-controller","reportingInstance":"pod"}"""));
    }

    [Test]
    public async Task A_server_takes_it_over_the_network()
    {
        using HttpListener server = Listen(out Uri address);
        await using Running running = new(EventForwarder.NewTransport(), address);
        running.Forwarder.Forward(Item("hello"));
        HttpListenerContext context = await server.GetContextAsync().WaitAsync(Patience);
        using StreamReader reader = new(context.Request.InputStream);
        string body = await reader.ReadToEndAsync();
        context.Response.StatusCode = 202;
        context.Response.Close();
        Assert.That((context.Request.HttpMethod, context.Request.ContentType, context.Request.Url?.AbsolutePath), Is.EqualTo(("POST", "application/json", "/hook")));
        Assert.That(body, Does.Contain("\"message\":\"hello\""));
    }

    [Test]
    public async Task What_may_pass_is_tried_again_and_no_more_often_than_that()
    {
        Endpoint endpoint = new(HttpStatusCode.ServiceUnavailable, null, HttpStatusCode.OK, HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.OK);
        await using Running running = new(endpoint);
        running.Forwarder.Forward(Item("one"));
        running.Forwarder.Forward(Item("two"));
        running.Forwarder.Forward(Item("three"));
        Assert.That(await endpoint.MessagesAsync(7), Is.EqualTo(new[] { "one", "one", "one", "two", "two", "two", "three" }));
    }

    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.Found)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    public async Task What_is_refused_is_not_tried_again(HttpStatusCode answer)
    {
        Endpoint endpoint = new(answer, HttpStatusCode.OK);
        await using Running running = new(endpoint);
        running.Forwarder.Forward(Item("one"));
        running.Forwarder.Forward(Item("two"));
        Assert.That(await endpoint.MessagesAsync(2), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task The_same_again_is_not_sent_again()
    {
        Endpoint endpoint = new(HttpStatusCode.OK);
        await using Running running = new(endpoint);
        foreach (string message in (string[])["one", "one", "two", "one", "three"])
        {
            running.Forwarder.Forward(Item(message));
        }

        Assert.That(await endpoint.MessagesAsync(3), Is.EqualTo(new[] { "one", "two", "three" }));
    }

    [Test]
    public void More_than_may_wait_is_dropped_and_counted_without_blocking()
    {
        long dropped = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ForwardMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => dropped += tags.ToArray().Contains(new("outcome", "dropped")) ? value : 0);
        listener.Start();
        using EventForwarder forwarder = new(new EventForwarderOptions { Address = Address, Capacity = 3 }, new Endpoint(HttpStatusCode.OK), TimeProvider.System, NullLogger<EventForwarder>.Instance);
        for (int index = 0; index < 10; index++)
        {
            forwarder.Forward(Item($"{index}"));
        }

        Assert.That(dropped, Is.EqualTo(7));
    }

    private static FluxEvent Item(string message) => new()
    {
        InvolvedObject = new FluxEventObject("HelmRelease", "apps", "web", "u1", "steersman.dev/v1", "7"),
        Severity = "error",
        Timestamp = "2026-03-01T12:00:00Z",
        Message = message,
        Reason = "InstallFailed",
        ReportingController = "helm-controller",
        ReportingInstance = "pod",
    };

    // A port that is free now may be taken a moment later.
    private static HttpListener Listen(out Uri address)
    {
        for (int tried = 0; ; tried++)
        {
            HttpListener server = new();
            address = new Uri($"http://127.0.0.1:{Random.Shared.Next(20000, 60000)}/hook");
            server.Prefixes.Add($"{address.GetLeftPart(UriPartial.Authority)}/");
            try
            {
                server.Start();
                return server;
            }
            catch (HttpListenerException) when (tried < 50)
            {
                server.Close();
            }
        }
    }

    /// <summary>A forwarder at work.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _running;

        public Running(HttpMessageHandler transport, Uri? address = null)
        {
            EventForwarderOptions options = new() { Address = address ?? Address, Tries = 3, FirstPause = TimeSpan.FromMilliseconds(1) };
            Forwarder = new EventForwarder(options, transport, TimeProvider.System, NullLogger<EventForwarder>.Instance);
            _running = Forwarder.RunAsync(_stopping.Token);
        }

        public EventForwarder Forwarder { get; }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            try
            {
                await _running;
            }
            catch (OperationCanceledException)
            {
                // The end that was asked for.
            }

            Forwarder.Dispose();
            _stopping.Dispose();
        }
    }

    /// <summary>Answers as it is told, at the end always as the last time; null cannot be reached.</summary>
    private sealed class Endpoint(params HttpStatusCode?[] answers) : HttpMessageHandler
    {
        private readonly Channel<string> _bodies = Channel.CreateUnbounded<string>();
        private int _answered;

        public async Task<string> NextAsync()
        {
            using CancellationTokenSource deadline = new(Patience);
            return await _bodies.Reader.ReadAsync(deadline.Token);
        }

        public async Task<string[]> MessagesAsync(int count)
        {
            string[] messages = new string[count];
            for (int index = 0; index < count; index++)
            {
                messages[index] = JsonNode.Parse(await NextAsync())!["message"]!.ToString();
            }

            return messages;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await _bodies.Writer.WriteAsync(await request.Content!.ReadAsStringAsync(cancellationToken), cancellationToken);
            return answers[Math.Min(_answered++, answers.Length - 1)] is { } answer ? new HttpResponseMessage(answer) : throw new HttpRequestException("no route");
        }
    }
}
