using System.Collections.Concurrent;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>
/// Counts an operator's requests for single objects and, at its point, cuts it off: from then on nothing reaches the server. Watches, lists, discovery and events,
/// whose order is chance, are not counted.
/// </summary>
internal sealed class CutConnection(CutPoint point)
{
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    /// <summary>Ends when the operator is cut off.</summary>
    public Task Cut => _cut.Task;

    /// <summary>How many requests there were.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The requests in their order.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>A handler around the connections.</summary>
    public HttpMessageHandler Wrap(HttpMessageHandler connections) => new Handler(this, point, connections);

    private static bool Counts(HttpRequestMessage request)
    {
        string path = request.RequestUri!.AbsolutePath;
        bool isObject = request.Method != HttpMethod.Get || IsSingle(path);
        return isObject && !path.Contains("/events", StringComparison.Ordinal) && path.Contains("/namespaces/", StringComparison.Ordinal);
    }

    // .../namespaces/<ns>/<resource>/<name>[/<subresource>]
    private static bool IsSingle(string path) => path[path.IndexOf("/namespaces/", StringComparison.Ordinal)..].Count(character => character == '/') >= 4;

    private sealed class Handler(CutConnection owner, CutPoint point, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (owner.Cut.IsCompleted)
            {
                throw new HttpRequestException("cut off");
            }

            if (!request.RequestUri!.AbsolutePath.Contains("/namespaces/", StringComparison.Ordinal) || !Counts(request))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            int number = Interlocked.Increment(ref owner._requests);
            owner.Sent.Enqueue($"{number}: {request.Method} {request.RequestUri.AbsolutePath}");
            if (point == CutPoint.None || number != point.Request)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (point.IsAfter)
            {
                using HttpResponseMessage done = await base.SendAsync(request, cancellationToken);
                await done.Content.LoadIntoBufferAsync(cancellationToken);
            }

            owner._cut.TrySetResult();
            throw new HttpRequestException($"cut off {point}");
        }
    }
}
