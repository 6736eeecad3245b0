using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>A successful answer whose body is still to be read. It owns what cancels the reading, so that the time and the token hold to the last byte.</summary>
internal sealed class ApiResponse(ApiRequest request, HttpResponseMessage message, RequestClock clock) : IDisposable
{
    internal ApiRequest Request => request;

    /// <summary>Cancelled by the caller, the guard, or when time is over; to be given to every read of the body.</summary>
    internal CancellationToken Token => clock.Token;

    internal Task<Stream> OpenAsync() => message.Content.ReadAsStreamAsync(clock.Token);

    /// <summary>Gives the request more (or less) time from now on.</summary>
    internal void Restart(TimeSpan timeout) => clock.Restart(timeout);

    /// <summary>What a failure while the body was read means: ours, the guard's or the connection's. Null if the caller cancelled.</summary>
    internal KubernetesException? Explain(Exception e) => clock.Explain(request, e);

    public void Dispose()
    {
        message.Dispose();
        clock.Dispose();
    }
}
