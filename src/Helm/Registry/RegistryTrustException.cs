namespace Steersman.Helm.Registry;

/// <summary>A secure connection to a server cannot be had: it is not trusted, or does not trust.</summary>
public sealed class RegistryTrustException(string message, Exception inner) : HelmException(message, inner);
