using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace Steersman.Helm.Registry;

/// <summary>Fetches bodies with limits on size, time, redirects and repetitions. Safe for many threads.</summary>
internal sealed class RegistryHttp
{
    // A length that is announced need not be true.
    private const long MaxReserved = 1 << 20;

    private readonly RegistryTransport _transport;
    private readonly RegistryOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<Fetched> _pipeline;

    /// <param name="transport">The connections; not disposed.</param>
    /// <param name="options">The limits.</param>
    /// <param name="clock">The time.</param>
    public RegistryHttp(RegistryTransport transport, RegistryOptions options, TimeProvider clock)
    {
        _transport = transport;
        _options = options;
        _clock = clock;
        _pipeline = new ResiliencePipelineBuilder<Fetched> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Fetched>
            {
                MaxRetryAttempts = Math.Max(1, options.MaxRetries),
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(options.MaxRetries > 0 && IsPassing(attempt.Outcome) && !(attempt.Outcome.Result?.RetryAfter > options.MaxRetryDelay)),
                DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result?.RetryAfter),
            })
            .Build();
    }

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
            string message = $"Get \"{Shown(request.Url)}\": {Reason(exception)}";
            throw exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? new RegistryTrustException(message, exception) : new HelmException(message, exception);
        }
    }

    /// <summary>A URL without user name and password.</summary>
    public static string Shown(Uri url) => url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped);

    private static bool IsPassing(Outcome<Fetched> outcome) => outcome switch
    {
        { Exception: HttpRequestException { InnerException: AddressRefusedException or AuthenticationException } } => false,
        { Exception: HttpRequestException or IOException or TimeoutException } => true,
        { Result.Status: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout } => true,
        { Result.Status: >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented } => true,
        _ => false,
    };

    // What the platform says of TLS is in the exception within.
    private static string Reason(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: AddressRefusedException refused } => refused.Message,
        HttpRequestException { InnerException: AuthenticationException tls } => $"tls: {(tls.InnerException ?? tls).Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } tls } => $"tls: {tls.Message}",
        HttpRequestException { InnerException: IOException { InnerException: { } tls } } => tls.Message,
        _ => exception.Message,
    };

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = (int)response.StatusCode is 429 or >= 500 ? response.Headers.RetryAfter : null;
        TimeSpan? asked = header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
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

                // Credentials and conditions are for the origin that was asked, not for where else it points.
                Uri to = CheckRedirect(current.Url, next!);
                current = Origin.IsSame(to, current.Url) ? current with { Url = to } : current with { Url = to, Authorization = null, ETag = null, Form = null };
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
        using HttpRequestMessage message = Message(request);
        using HttpResponseMessage response = await _transport.SendAsync(message, cancellationToken);
        if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
        {
            return (null, new Uri(request.Url, location));
        }

        byte[] content = await ReadAsync(request, response, cancellationToken);
        return (new Fetched(request.Url, response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType ?? "", content, RetryAfter(response)), null);
    }

    private HttpRequestMessage Message(FetchRequest request)
    {
        HttpRequestMessage message = new(request.Form is null ? HttpMethod.Get : HttpMethod.Post, new UriBuilder(request.Url) { UserName = "", Password = "", Fragment = "" }.Uri);
        message.Headers.UserAgent.ParseAdd(_options.UserAgent);
        message.Headers.Authorization = request.Authorization;
        foreach (string mediaType in request.Accept ?? [])
        {
            message.Headers.Accept.ParseAdd(mediaType);
        }

        if (request.Form is { } form)
        {
            message.Content = new FormUrlEncodedContent(form);
        }

        if (request.ETag is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", request.ETag);
        }

        if (request.Sink is not null)
        {
            message.Headers.AcceptEncoding.ParseAdd("gzip");
        }

        return message;
    }

    private static async Task<byte[]> ReadAsync(FetchRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        long? announced = response.Content.Headers.ContentLength;
        if (announced > request.MaxBytes)
        {
            throw BoundedBody.TooLarge(request);
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (request.Sink is { } sink && response.StatusCode == HttpStatusCode.OK)
        {
            bool isCompressed = response.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);
            await using Stream plain = isCompressed ? new GZipStream(body, CompressionMode.Decompress) : body;
            await using BoundedBody bounded = new(plain, request);
            await sink(bounded, cancellationToken);
            return [];
        }

        using MemoryStream content = new((int)Math.Min(announced ?? 0, MaxReserved));
        await using BoundedBody limited = new(body, request);
        await limited.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
