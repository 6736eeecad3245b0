namespace Steersman.Releases.Applying;

/// <summary>A manifest holds a document that is no Kubernetes object, or one of a kind that the server does not have.</summary>
public sealed class ManifestException(string message) : Exception(message);
