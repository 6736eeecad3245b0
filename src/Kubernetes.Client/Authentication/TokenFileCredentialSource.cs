using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>A token in a file that somebody else renews, such as the token of a service account.</summary>
/// <remarks>Read again every minute less a leeway of ten seconds; a failed read keeps the old token (client-go <c>transport/token_source.go</c>).</remarks>
public sealed class TokenFileCredentialSource(string path, TimeProvider time, ClientCertificate? certificate = null) : ICredentialSource
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(50);

    private readonly Lock _gate = new();
    private Credential? _current;
    private long _readAt;

    public ValueTask<Credential> GetAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_current is null || time.GetElapsedTime(_readAt) >= Validity)
            {
                Read();
            }

            return new(_current!);
        }
    }

    public bool Invalidate(Credential stale)
    {
        lock (_gate)
        {
            if (ReferenceEquals(stale, _current))
            {
                Read();
            }

            return !ReferenceEquals(stale, _current);
        }
    }

    private void Read()
    {
        try
        {
            string token = BoundedFile.ReadText(path).Trim();
            if (token.Length == 0)
            {
                throw new KubernetesConfigurationException($"the token file {path} is empty");
            }

            if (!string.Equals(token, _current?.Token, StringComparison.Ordinal))
            {
                _current = new Credential(token, certificate);
            }
        }
        catch (KubernetesConfigurationException) when (_current is not null)
        {
            // The file is being replaced, or the disk is in trouble: the old token may still be good.
        }

        _readAt = time.GetTimestamp();
    }
}
