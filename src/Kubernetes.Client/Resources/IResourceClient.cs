using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>The verbs of one kind, the same for typed and unstructured objects. Thread-safe.</summary>
/// <remarks>
/// Every verb throws <see cref="KubernetesApiException"/> where the server answers with an error, <see cref="KubernetesConnectionException"/> where no answer
/// came, <see cref="RequestGuardException"/> where its guard forbids it, and <see cref="InvalidResourceNameException"/> before sending a name that no path can hold.
/// </remarks>
public interface IResourceClient<T> : IResourceReader<T>
    where T : class, IResource
{
    ResourceMapping Mapping { get; }

    /// <summary>The newest state of an object; null if the server answers 404, and for nothing else.</summary>
    Task<T?> GetAsync(NamespacedName key, CancellationToken ct);

    /// <summary>Creates an object in the namespace of its metadata, and returns what was stored.</summary>
    Task<T> CreateAsync(T resource, WriteOptions options, CancellationToken ct);

    /// <summary>Replaces an object; with a resource version in its metadata, only if that is still the newest.</summary>
    Task<T> UpdateAsync(T resource, WriteOptions options, CancellationToken ct);

    /// <summary>Replaces the status of an object; the rest of it is ignored.</summary>
    Task<T> UpdateStatusAsync(T resource, WriteOptions options, CancellationToken ct);

    Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions options, CancellationToken ct);

    Task<T> PatchStatusAsync(NamespacedName key, Patch patch, WriteOptions options, CancellationToken ct);

    /// <summary>Server-side apply: managedFields, status and resourceVersion of the object are not sent.</summary>
    Task<T> ApplyAsync(T resource, ApplyOptions options, CancellationToken ct);

    /// <summary>Server-side apply of the status alone.</summary>
    Task<T> ApplyStatusAsync(T resource, ApplyOptions options, CancellationToken ct);

    /// <summary>Deletes an object; that there is none is an outcome. A precondition that does not hold is a conflict.</summary>
    Task<DeleteOutcome> DeleteAsync(NamespacedName key, DeleteOptions options, CancellationToken ct);
}
