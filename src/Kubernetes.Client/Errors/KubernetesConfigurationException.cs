namespace Steersman.Kubernetes.Client.Errors;

/// <summary>The kubeconfig or the service account's files cannot be used; the message names file and field, never a credential.</summary>
public sealed class KubernetesConfigurationException(string message, Exception? inner = null) : KubernetesException(message, inner);
