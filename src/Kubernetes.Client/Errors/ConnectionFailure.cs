namespace Steersman.Kubernetes.Client.Errors;

/// <summary>How a connection failed.</summary>
public enum ConnectionFailure
{
    /// <summary>No connection could be made (refused, no route, no such host): the request was never sent.</summary>
    Unreachable,

    /// <summary>The TLS handshake failed: the request was never sent.</summary>
    Tls,

    /// <summary>The connection or the body ended before the answer was complete.</summary>
    Cut,

    /// <summary>The request's time was over.</summary>
    Timeout,

    /// <summary>A watch was silent for longer than its own time and the grace.</summary>
    Silent,

    /// <summary>The answer is no answer of an API server (not JSON, too large, of another form).</summary>
    Malformed,
}
