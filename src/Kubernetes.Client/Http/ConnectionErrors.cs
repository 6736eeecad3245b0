using System.Security.Authentication;
using System.Text.Json;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Turns what the sockets throw into typed failures.</summary>
internal static class ConnectionErrors
{
    /// <summary>True for every exception by which a connection, its body or the JSON in it may fail.</summary>
    internal static bool IsConnectionError(Exception e) => e is HttpRequestException or IOException or JsonException or ObjectDisposedException;

    internal static KubernetesConnectionException Translate(ApiRequest request, Exception e)
    {
        (ConnectionFailure failure, string what) = e switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or AuthenticationException => (ConnectionFailure.Tls, "the TLS handshake failed"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => (ConnectionFailure.Unreachable, "the server cannot be reached"),
            JsonException => (ConnectionFailure.Malformed, "the answer is no JSON of the API"),
            _ => (ConnectionFailure.Cut, "the connection ended before the answer was complete"),
        };
        return new KubernetesConnectionException(failure, $"{request}: {what}: {InnermostMessage(e)}", e);
    }

    internal static KubernetesConnectionException TimedOut(ApiRequest request, TimeSpan timeout) =>
        new(ConnectionFailure.Timeout, $"{request}: no answer within {timeout.TotalSeconds:0.#} s");

    private static string InnermostMessage(Exception e) => e is JsonException ? "it cannot be parsed" : e.GetBaseException().Message;
}
