namespace Steersman.Releases.Applying;

/// <summary>A manifest holds a document that is no Kubernetes object, or one of a kind that the server does not have.</summary>
public sealed class ManifestException(string message, bool isKindMissing = false) : Exception(message)
{
    /// <summary>True where the server lacks a kind: it may come.</summary>
    public bool IsKindMissing { get; } = isKindMissing;
}
