namespace Steersman.Helm.Registry;

/// <summary>A server has no address that may be reached.</summary>
public sealed class AddressRefusedException(string message) : HelmException(message);
