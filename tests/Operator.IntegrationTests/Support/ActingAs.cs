using System.Collections.Concurrent;
using System.Net;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Has every request of an operator made as another user, with the rights of that user alone, and remembers what was refused to it. Thread-safe.</summary>
/// <param name="user">The user.</param>
internal sealed class ActingAs(string user)
{
    private readonly ConcurrentQueue<string> _refused = new();

    /// <summary>Method and path of each request that was refused.</summary>
    public IReadOnlyList<string> Refused => [.. _refused.Distinct()];

    /// <summary>A handler around the connections.</summary>
    public HttpMessageHandler Wrap(HttpMessageHandler connections) => new Handler(user, _refused, connections);

    private sealed class Handler(string user, ConcurrentQueue<string> refused, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.Contains("Impersonate-User"))
            {
                request.Headers.Add("Impersonate-User", user);
            }

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Forbidden)
            {
                refused.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
            }

            return response;
        }
    }
}
