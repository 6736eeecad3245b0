using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Lists and watches the objects of one kind, or what a projection keeps of them. Thread-safe.</summary>
public interface IResourceReader<T>
{
    /// <summary>One page.</summary>
    /// <exception cref="KubernetesApiException">The server refused; <see cref="KubernetesApiException.IsExpired"/> for a continuation that is too old.</exception>
    /// <exception cref="KubernetesConnectionException">No complete answer came.</exception>
    Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken ct);

    /// <summary>Changes as they come. It ends normally when the server ends the watch; every other end is an exception. Each enumeration is a new watch.</summary>
    /// <exception cref="KubernetesApiException">The server refused, or sent an error (<see cref="KubernetesApiException.IsExpired"/>: list again).</exception>
    /// <exception cref="KubernetesConnectionException">The connection failed, was cut in the middle of an event, or was silent beyond its time.</exception>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken ct);
}
