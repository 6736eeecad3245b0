using System.Collections.Concurrent;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Connections;

/// <summary>What each service account may do in one cluster. Thread-safe.</summary>
/// <param name="client">Asks.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountBook(IKubernetesClient client, TimeProvider time)
{
    private const int MaxAccounts = 10_000;

    private readonly ConcurrentDictionary<NamespacedName, AccountReviews> _reviews = new();

    /// <summary>What an account may do.</summary>
    public AccountReviews Of(NamespacedName account)
    {
        if (_reviews.Count >= MaxAccounts)
        {
            _reviews.Clear();
        }

        return _reviews.GetOrAdd(account, name => new AccountReviews(client, name, time));
    }

    /// <summary>Rights have changed: what accounts may do is asked anew.</summary>
    public void ForgetRights()
    {
        foreach (AccountReviews reviews in _reviews.Values)
        {
            reviews.Forget();
        }
    }
}
