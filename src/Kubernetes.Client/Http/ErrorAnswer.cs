using System.Net.Http.Headers;
using System.Text.Json;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Reads answers that are no success.</summary>
internal static class ErrorAnswer
{
    private const int MaxBytes = 1024 * 1024;

    internal static async Task<KubernetesApiException> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken ct)
    {
        ApiStatus status = await ReadStatusAsync(response, ct) ?? new ApiStatus { Code = (int)response.StatusCode };
        TimeSpan? retryAfter = ReadRetryAfter(response.Headers.RetryAfter, time)
            ?? (status.RetryAfterSeconds is > 0 and < 86_400 and { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        return new KubernetesApiException(response.StatusCode, status, retryAfter);
    }

    private static async Task<ApiStatus?> ReadStatusAsync(HttpResponseMessage response, CancellationToken ct)
    {
        // A proxy's page is not worth showing, and may be anything.
        if (response.Content.Headers.ContentType?.MediaType is not MediaTypes.Json)
        {
            return null;
        }

        try
        {
            using JsonStreamBuffer body = new(await response.Content.ReadAsStreamAsync(ct), MaxBytes);
            await body.FillToEndAsync(ct);
            using JsonDocument document = JsonDocument.Parse(body.Unread, JsonDecoding.DocumentOptions);
            return ApiStatus.Read(document.RootElement);
        }
        catch (Exception e) when (ConnectionErrors.IsConnectionError(e) || e is JsonTooLargeException)
        {
            // The code alone says enough.
            return null;
        }
    }

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, TimeProvider time) => header switch
    {
        { Delta: { } delta } when delta >= TimeSpan.Zero => delta,
        { Date: { } date } => date - time.GetUtcNow() is var delay && delay > TimeSpan.Zero ? delay : TimeSpan.Zero,
        _ => null,
    };
}
