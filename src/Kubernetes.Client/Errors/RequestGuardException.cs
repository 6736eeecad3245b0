namespace Steersman.Kubernetes.Client.Errors;

/// <summary>A request was refused or cancelled by its guard (leadership was lost or ends too soon), not by the server.</summary>
public sealed class RequestGuardException(string message, Exception? inner = null) : KubernetesException(message, inner);
