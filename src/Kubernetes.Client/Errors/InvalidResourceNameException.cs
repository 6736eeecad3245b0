namespace Steersman.Kubernetes.Client.Errors;

/// <summary>A name cannot stand in a path of the API (empty, <c>.</c>, <c>..</c>, or with <c>/</c> or <c>%</c>): nothing was sent.</summary>
public sealed class InvalidResourceNameException(string message) : KubernetesException(message);
