namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>One credential for ever.</summary>
public sealed class StaticCredentialSource(Credential credential) : ICredentialSource
{
    public static StaticCredentialSource Anonymous { get; } = new(Credential.Anonymous);

    public ValueTask<Credential> GetAsync(CancellationToken ct) => new(credential);

    public bool Invalidate(Credential stale) => false;
}
