using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>A handler to which it is all the same what happened.</summary>
public sealed class KeyHandler<T>(Action<NamespacedName, T> changed) : IResourceEventHandler<T>
    where T : class
{
    public void OnAdded(NamespacedName key, T resource) => changed(key, resource);

    public void OnUpdated(NamespacedName key, T old, T resource) => changed(key, resource);

    public void OnDeleted(NamespacedName key, T last) => changed(key, last);
}
