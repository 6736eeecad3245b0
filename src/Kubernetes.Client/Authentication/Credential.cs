namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>What proves who we are: a bearer token, a client certificate, both, or nothing.</summary>
public sealed class Credential(string? token, ClientCertificate? certificate = null)
{
    public static Credential Anonymous { get; } = new(null);

    public string? Token => token;

    /// <summary>Connections are made anew when it is another one than before.</summary>
    public ClientCertificate? Certificate => certificate;

    /// <summary>Never the credential itself.</summary>
    public override string ToString() => token is null ? certificate is null ? "anonymous" : "certificate" : "token";
}
