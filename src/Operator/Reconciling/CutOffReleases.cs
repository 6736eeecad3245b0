using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Reconciling;

/// <summary>Releases whose last look ended for want of a server: they are looked at as soon as it answers again, not at the end of their back-off. Thread-safe.</summary>
internal sealed class CutOffReleases : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<NamespacedName> _keys = [];
    private readonly ServerPresence _presence;
    private readonly Action<NamespacedName> _wake;

    /// <param name="presence">Tells when the server answers again.</param>
    /// <param name="wake">Takes the keys.</param>
    public CutOffReleases(ServerPresence presence, Action<NamespacedName> wake)
    {
        _presence = presence;
        _wake = wake;
        presence.OnReturn += Wake;
    }

    public void Add(NamespacedName key)
    {
        lock (_gate)
        {
            _keys.Add(key);
        }
    }

    public void Dispose() => _presence.OnReturn -= Wake;

    private void Wake()
    {
        NamespacedName[] keys;
        lock (_gate)
        {
            keys = [.. _keys];
            _keys.Clear();
        }

        foreach (NamespacedName key in keys)
        {
            _wake(key);
        }
    }
}
