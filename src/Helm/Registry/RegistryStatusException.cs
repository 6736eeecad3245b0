using System.Net;

namespace Steersman.Helm.Registry;

/// <summary>A server answers, and not with what it was asked for.</summary>
/// <param name="message">What it answered.</param>
/// <param name="status">With which status.</param>
/// <param name="retryAfter">How long it wants to be left alone; null where it does not say.</param>
public sealed class RegistryStatusException(string message, HttpStatusCode status, TimeSpan? retryAfter) : HelmException(message)
{
    public HttpStatusCode Status => status;

    public TimeSpan? RetryAfter => retryAfter;
}
