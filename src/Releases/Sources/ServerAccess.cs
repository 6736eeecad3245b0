namespace Steersman.Releases.Sources;

/// <summary>How a server is spoken to.</summary>
/// <param name="Secret">Secret with user name and password, or with <c>.dockerconfigjson</c>; null for none.</param>
/// <param name="CertificateSecret">Secret with <c>ca.crt</c>, <c>tls.crt</c> and <c>tls.key</c>; null for none.</param>
/// <param name="PassesCredentials">User name and password go to every server that an index names.</param>
/// <param name="SkipsVerification">Any certificate of the server is taken.</param>
/// <param name="ServiceAccount">Service account whose image pull secrets count where <paramref name="Secret"/> is null; null for none.</param>
/// <param name="ProxySecret">Secret with <c>address</c>, <c>username</c> and <c>password</c> of a proxy; null: that of the environment.</param>
/// <param name="ReadsLegacyKeys">The Secret may hold the keys of TLS as well, under Flux's deprecated names <c>caFile</c>, <c>certFile</c> and <c>keyFile</c>.</param>
public sealed record ServerAccess(string? Secret = null, string? CertificateSecret = null, bool PassesCredentials = false, bool SkipsVerification = false, string? ServiceAccount = null, string? ProxySecret = null, bool ReadsLegacyKeys = false)
{
    public static ServerAccess Anonymous { get; } = new();
}
