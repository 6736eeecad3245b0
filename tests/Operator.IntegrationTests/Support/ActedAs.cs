using System.Collections.Concurrent;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Who an operator's requests act as. Thread-safe.</summary>
internal sealed class ActedAs
{
    private readonly ConcurrentQueue<ActedRequest> _requests = new();

    public IReadOnlyList<ActedRequest> Requests => [.. _requests];

    /// <summary>A handler around the connections.</summary>
    public HttpMessageHandler Wrap(HttpMessageHandler connections) => new Handler(this, connections);

    private sealed class Handler(ActedAs owner, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string? user = request.Headers.TryGetValues("Impersonate-User", out IEnumerable<string>? values) ? string.Join(',', values) : null;
            owner._requests.Enqueue(new ActedRequest(request.Method.Method, request.RequestUri!.AbsolutePath, user));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
