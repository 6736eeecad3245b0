namespace Steersman.Releases.Patching;

/// <summary>A patch cannot be made, or not be applied; the message is that of Kubernetes' library.</summary>
public sealed class PatchException(string message) : Exception(message);
