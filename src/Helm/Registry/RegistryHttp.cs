using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace Steersman.Helm.Registry;

/// <summary>Fetches bodies with limits on size, time, redirects and repetitions. Safe for many threads.</summary>
internal sealed class RegistryHttp : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly RegistryOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<Fetched> _pipeline;

    /// <param name="options">The limits.</param>
    /// <param name="clock">The time.</param>
    /// <param name="handler">What sends the requests; it must not follow redirects. Null for the one of the platform.</param>
    public RegistryHttp(RegistryOptions options, TimeProvider clock, HttpMessageHandler? handler = null)
    {
        _options = options;
        _clock = clock;
        _http = new HttpMessageInvoker(handler ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        _pipeline = new ResiliencePipelineBuilder<Fetched> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Fetched>
            {
                MaxRetryAttempts = Math.Max(1, options.MaxRetries),
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(options.MaxRetries > 0 && IsPassing(attempt.Outcome)),
                DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result)),
            })
            .Build();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Fetches; whatever the server answers in the end is an answer.</summary>
    /// <exception cref="HelmException">There is no answer, or it is beyond a limit.</exception>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await FollowAsync(request, token), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            throw new HelmException($"Get \"{Shown(request.Url)}\": {exception.Message}", exception);
        }
    }

    /// <summary>A URL without user name and password.</summary>
    public static string Shown(Uri url) => url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped);

    private static bool IsPassing(Outcome<Fetched> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutException } => true,
        { Result.Status: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout } => true,
        { Result.Status: >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented } => true,
        _ => false,
    };

    private TimeSpan? RetryAfter(Fetched? answer)
    {
        RetryConditionHeaderValue? header = answer?.Headers.RetryAfter;
        TimeSpan? asked = header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);
        return asked is not { } delay ? null : delay < TimeSpan.Zero ? TimeSpan.Zero : delay > _options.MaxRetryDelay ? _options.MaxRetryDelay : delay;
    }

    private async Task<Fetched> FollowAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_options.Timeout, _clock);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            FetchRequest current = request;
            for (int redirects = 0; ; redirects++)
            {
                (Fetched? answer, Uri? next) = await SendAsync(current, linked.Token);
                if (answer is not null)
                {
                    return answer;
                }

                if (redirects >= _options.MaxRedirects)
                {
                    throw new HelmException($"Get \"{Shown(request.Url)}\": stopped after {_options.MaxRedirects} redirects");
                }

                // Credentials and conditions are for the server that was asked, not for where it points.
                current = new FetchRequest(CheckRedirect(current.Url, next!), request.MaxBytes, Accept: request.Accept);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no complete answer within {_options.Timeout.TotalSeconds:0.#} s", exception);
        }
    }

    private static Uri CheckRedirect(Uri from, Uri to)
    {
        if (to.Scheme != Uri.UriSchemeHttps && (to.Scheme != Uri.UriSchemeHttp || from.Scheme == Uri.UriSchemeHttps))
        {
            throw new HelmException($"Get \"{Shown(from)}\": refused a redirect to {to.Scheme}");
        }

        return new UriBuilder(to) { UserName = "", Password = "" }.Uri;
    }

    private async Task<(Fetched? Answer, Uri? Next)> SendAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Get, new UriBuilder(request.Url) { UserName = "", Password = "", Fragment = "" }.Uri);
        message.Headers.UserAgent.ParseAdd(_options.UserAgent);
        message.Headers.Authorization = request.Authorization;
        foreach (string mediaType in request.Accept ?? [])
        {
            message.Headers.Accept.ParseAdd(mediaType);
        }

        if (request.ETag is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", request.ETag);
        }

        using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
        if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
        {
            return (null, new Uri(request.Url, location));
        }

        byte[] content = await ReadAsync(request, response, cancellationToken);
        return (new Fetched(request.Url, response.StatusCode, response.Headers, content), null);
    }

    private static async Task<byte[]> ReadAsync(FetchRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        long? announced = response.Content.Headers.ContentLength;
        if (announced > request.MaxBytes)
        {
            throw TooLarge(request);
        }

        using MemoryStream content = new((int)(announced ?? 0));
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > request.MaxBytes)
            {
                throw TooLarge(request);
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static HelmException TooLarge(FetchRequest request) => new($"Get \"{Shown(request.Url)}\": the answer is larger than {request.MaxBytes} bytes");
}
