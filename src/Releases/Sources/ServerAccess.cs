namespace Steersman.Releases.Sources;

/// <summary>How a server is spoken to.</summary>
/// <param name="Secret">Secret with user name and password, or with <c>.dockerconfigjson</c>; null for none.</param>
/// <param name="CertificateSecret">Secret with <c>ca.crt</c>, <c>tls.crt</c> and <c>tls.key</c>; null for none.</param>
/// <param name="PassesCredentials">User name and password go to every server that an index names.</param>
/// <param name="SkipsVerification">Any certificate of the server is taken.</param>
public sealed record ServerAccess(string? Secret = null, string? CertificateSecret = null, bool PassesCredentials = false, bool SkipsVerification = false)
{
    public static ServerAccess Anonymous { get; } = new();
}
