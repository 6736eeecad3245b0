using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Takes what a reflector brings, on one thread at a time.</summary>
internal interface IReflectorSink<T>
{
    void Replace(IReadOnlyList<ResourceEntry<T>> entries);

    void Apply(in WatchEvent<T> change);

    /// <summary>Everything up to that version of the server has been brought.</summary>
    void CaughtUp(string version);
}
