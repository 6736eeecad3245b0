using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>A running watch and what it has shown. Thread-safe; disposing it ends the watch.</summary>
public interface ILiveFeed<T> : IDisposable
    where T : class
{
    /// <summary>Everything has been listed once.</summary>
    bool HasSynced { get; }

    /// <summary>The server's version up to which the watch has shown everything; 0 where that is not known. Read before an object, it tells whether that could have been shown.</summary>
    ulong LastVersion { get; }

    /// <summary>What keeps the watch from listing, such as a missing right; null where nothing does.</summary>
    string? Trouble { get; }

    /// <summary>The kind has a status subresource; false before the kind was looked up.</summary>
    bool HasStatusSubresource { get; }

    T? Get(NamespacedName key);

    /// <summary>The objects whose controlling owner has this uid.</summary>
    IEnumerable<T> ControlledBy(string uid);

    IEnumerable<T> InNamespace(string? ns);
}
