using System.Net;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Sends requests to one cluster: credentials, impersonation, time limits, and the patience that the server asks for.</summary>
internal sealed class ApiTransport(ClusterConfiguration cluster, KubernetesClientOptions options) : IDisposable
{
    private readonly ConnectionHandlerSlot _connections = new(cluster, options);
    private readonly string _baseAddress = cluster.Server.AbsoluteUri.TrimEnd('/');

    internal KubernetesClientOptions Options => options;

    /// <summary>Sends a request and returns its successful answer.</summary>
    /// <exception cref="KubernetesApiException">The server answered with an error that is not to be waited out.</exception>
    /// <exception cref="KubernetesConnectionException">No answer came.</exception>
    /// <exception cref="RequestGuardException">The guard refused or cancelled it.</exception>
    internal async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken ct)
    {
        bool isRefreshed = false;
        for (int attempt = 1; ; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            TimeSpan timeout = TimeFor(request);
            Credential credential = await cluster.Credentials.GetAsync(ct);
            RequestClock clock = new(timeout, options.TimeProvider, request.Guard, ct);
            KubernetesApiException error;
            try
            {
                HttpResponseMessage response = await SendOnceAsync(request, credential, clock, ct);
                if (response.IsSuccessStatusCode)
                {
                    ApiResponse answer = new(request, response, clock);
                    clock = null!;
                    return answer;
                }

                using (response)
                {
                    error = await ErrorAnswer.ReadAsync(response, options.TimeProvider, clock.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException || ConnectionErrors.IsConnectionError(e))
            {
                throw clock.Explain(request, e) ?? (Exception)new OperationCanceledException(e.Message, e, ct);
            }
            finally
            {
                clock?.Dispose();
            }

            if (error.StatusCode == HttpStatusCode.Unauthorized && !isRefreshed && cluster.Credentials.Invalidate(credential))
            {
                isRefreshed = true;
            }
            else if (attempt < options.MaxAttempts && DelayBefore(request, error) is { } delay)
            {
                await Task.Delay(delay, options.TimeProvider, ct);
            }
            else
            {
                throw error;
            }
        }
    }

    public void Dispose() => _connections.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, Credential credential, RequestClock clock, CancellationToken caller)
    {
        long started = options.TimeProvider.GetTimestamp();
        int code = 0;
        DateTimeOffset? date = null;
        try
        {
            using HttpRequestMessage message = RequestMessages.Create(_baseAddress, request, credential, cluster.Impersonation, options);
            HttpResponseMessage response = await _connections.Get(credential.Certificate).SendAsync(message, clock.Token);
            code = (int)response.StatusCode;
            date = response.Headers.Date;
            return response;
        }
        finally
        {
            options.Observer?.Completed(new RequestOutcome(request.Verb, request.Group, request.Resource, code, options.TimeProvider.GetElapsedTime(started))
            {
                Date = date,
                IsCanceled = code == 0 && (caller.IsCancellationRequested || request.Guard?.Lost.IsCancellationRequested == true),
            });
        }
    }

    private TimeSpan TimeFor(ApiRequest request)
    {
        if (request.Guard is not { } guard)
        {
            return options.RequestTimeout;
        }

        if (guard.Lost.IsCancellationRequested)
        {
            throw new RequestGuardException($"{request}: not sent, leadership was lost");
        }

        // A write must not outlast the right to write: its time ends no later than that of the lease.
        TimeSpan remaining = request.IsWrite ? guard.Remaining : options.RequestTimeout;
        return remaining <= TimeSpan.Zero ? throw new RequestGuardException($"{request}: not sent, leadership ends too soon")
            : remaining < options.RequestTimeout ? remaining : options.RequestTimeout;
    }

    // 429 was refused before anything was done, so every request may be sent again; a 5xx may have been half done.
    private TimeSpan? DelayBefore(ApiRequest request, KubernetesApiException error) =>
        request.IsRetried && error.RetryAfter is { } delay && delay <= options.MaxRetryAfter
        && (error.StatusCode == HttpStatusCode.TooManyRequests || (request.IsIdempotent && (int)error.StatusCode >= 500))
            ? delay
            : null;
}
