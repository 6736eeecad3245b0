using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Is told of changes of a store, after the store has them. Called one at a time and in order; it must be quick: it enqueues keys and no more.</summary>
/// <remarks>An exception is logged and goes no further.</remarks>
public interface IResourceEventHandler<in T>
    where T : class
{
    /// <summary>An object is there: it was created, or was there when the handler subscribed.</summary>
    void OnAdded(NamespacedName key, T resource);

    void OnUpdated(NamespacedName key, T old, T resource);

    /// <summary>An object is gone; it is given as it was last known, which may be older than its end.</summary>
    void OnDeleted(NamespacedName key, T last);
}
