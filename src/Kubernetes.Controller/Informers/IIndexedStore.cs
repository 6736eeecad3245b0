using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>The objects that an informer knows. Thread-safe; what is returned is a snapshot and must not be changed.</summary>
public interface IIndexedStore<T>
    where T : class
{
    int Count { get; }

    T? Get(NamespacedName key);

    /// <summary>The version in which an object is known; null if it is not.</summary>
    string? ResourceVersionOf(NamespacedName key);

    /// <summary>All objects, or those of a namespace.</summary>
    IReadOnlyList<T> List(string? @namespace = null);

    /// <summary>All keys, or those of a namespace.</summary>
    IReadOnlyList<NamespacedName> Keys(string? @namespace = null);

    /// <summary>The objects for which the index function gives this value.</summary>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    IReadOnlyList<T> ByIndex(string index, string value);

    /// <summary>The keys of the objects for which the index function gives this value.</summary>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    IReadOnlyList<NamespacedName> KeysByIndex(string index, string value);
}
