namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>Where the credential of each request comes from. Thread-safe.</summary>
public interface ICredentialSource
{
    /// <summary>The credential to use now.</summary>
    /// <exception cref="Errors.KubernetesConfigurationException">None can be had.</exception>
    ValueTask<Credential> GetAsync(CancellationToken ct);

    /// <summary>The server refused this credential (401). True if the next <see cref="GetAsync"/> may give another one.</summary>
    bool Invalidate(Credential stale);
}
