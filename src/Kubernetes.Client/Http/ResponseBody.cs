using System.Text.Json;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Reads answers that are one JSON value.</summary>
internal static class ResponseBody
{
    /// <exception cref="KubernetesConnectionException">The body was cut, too slow, too large, or is no JSON.</exception>
    internal static async Task<T> ReadAsync<T>(ApiResponse response, int maxBytes, ResourceDecoder<T> decode)
    {
        try
        {
            using JsonStreamBuffer body = new(await response.OpenAsync(), maxBytes);
            await body.FillToEndAsync(response.Token);
            using JsonDocument document = JsonDocument.Parse(body.Unread, JsonDecoding.DocumentOptions);
            return decode(document.RootElement);
        }
        catch (Exception e) when (e is OperationCanceledException || ConnectionErrors.IsConnectionError(e))
        {
            throw response.Explain(e) ?? (Exception)new OperationCanceledException(e.Message, e, response.Token);
        }
    }
}
