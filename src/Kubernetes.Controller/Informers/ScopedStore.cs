using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>The stores of several namespaces as one. Thread-safe; a list over all of them is one snapshot of each.</summary>
internal sealed class ScopedStore<T>(IReadOnlyDictionary<string, IIndexedStore<T>> stores) : IIndexedStore<T>
    where T : class
{
    public int Count => stores.Values.Sum(store => store.Count);

    public T? Get(NamespacedName key) => Of(key.Namespace)?.Get(key);

    public string? ResourceVersionOf(NamespacedName key) => Of(key.Namespace)?.ResourceVersionOf(key);

    public IReadOnlyList<T> List(string? @namespace = null) => @namespace is null ? [.. stores.Values.SelectMany(store => store.List())] : Of(@namespace)?.List(@namespace) ?? [];

    public IReadOnlyList<NamespacedName> Keys(string? @namespace = null) =>
        @namespace is null ? [.. stores.Values.SelectMany(store => store.Keys())] : Of(@namespace)?.Keys(@namespace) ?? [];

    public IReadOnlyList<T> ByIndex(string index, string value) => [.. stores.Values.SelectMany(store => store.ByIndex(index, value))];

    public IReadOnlyList<NamespacedName> KeysByIndex(string index, string value) => [.. stores.Values.SelectMany(store => store.KeysByIndex(index, value))];

    private IIndexedStore<T>? Of(string? ns) => ns is null ? null : stores.GetValueOrDefault(ns);
}
