using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Connections;

/// <summary>Tokens of a service account of this cluster, for another one that trusts them; asked for anew when four fifths of their time are over. Thread-safe.</summary>
/// <param name="client">The cluster of the account.</param>
/// <param name="account">The account.</param>
/// <param name="audiences">Whom the tokens are for.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountTokenSource(IKubernetesClient client, NamespacedName account, IReadOnlyList<string> audiences, TimeProvider time) : ICredentialSource
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private volatile Issued? _current;

    /// <inheritdoc/>
    public async ValueTask<Credential> GetAsync(CancellationToken ct)
    {
        if (_current is { } current && time.GetUtcNow() < current.RenewAt)
        {
            return current.Credential;
        }

        try
        {
            DateTimeOffset now = time.GetUtcNow();
            (string token, DateTimeOffset expires) = await client.RequestTokenAsync(account, audiences, Lifetime, ct);
            Issued issued = new(new Credential(token, null), now + ((expires - now) * 0.8));
            _current = issued;
            return issued.Credential;
        }
        catch (KubernetesApiException exception)
        {
            throw new KubernetesConfigurationException($"no token of service account {account} can be had: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public bool Invalidate(Credential stale)
    {
        if (_current is { } current && ReferenceEquals(current.Credential, stale))
        {
            _current = null;
        }

        return true;
    }

    private sealed record Issued(Credential Credential, DateTimeOffset RenewAt);
}
