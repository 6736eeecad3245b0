namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Holds back every patch of one kind until the operator ends.</summary>
/// <param name="contentType">The kind of patch.</param>
internal sealed class StalledPatches(string contentType)
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the first of them.</summary>
    public Task Begun => _begun.Task;

    /// <summary>A handler around the connections.</summary>
    public HttpMessageHandler Wrap(HttpMessageHandler connections) => new Handler(_begun, contentType, connections);

    private sealed class Handler(TaskCompletionSource begun, string contentType, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content?.Headers.ContentType?.MediaType == contentType)
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
