namespace Steersman.Kubernetes.Client.Errors;

/// <summary>No complete answer came: whether the server has acted is not known, unless it could not be reached at all.</summary>
public sealed class KubernetesConnectionException(ConnectionFailure failure, string message, Exception? inner = null) : KubernetesException(message, inner)
{
    public ConnectionFailure Failure { get; } = failure;
}
