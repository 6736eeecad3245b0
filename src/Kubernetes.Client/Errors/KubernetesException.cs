namespace Steersman.Kubernetes.Client.Errors;

/// <summary>Anything that can go wrong between this process and the API server.</summary>
public abstract class KubernetesException(string message, Exception? inner = null) : Exception(message, inner);
