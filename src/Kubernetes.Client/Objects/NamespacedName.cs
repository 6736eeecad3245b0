namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Names one object of a kind: the key of caches and work queues.</summary>
public readonly record struct NamespacedName
{
    /// <summary>A key; an empty namespace is the same as none (an object of the whole cluster).</summary>
    public NamespacedName(string? @namespace, string name)
    {
        Namespace = string.IsNullOrEmpty(@namespace) ? null : @namespace;
        Name = name;
    }

    /// <summary>Null for an object of the whole cluster; never empty.</summary>
    public string? Namespace { get; }

    public string Name { get; }

    public void Deconstruct(out string? @namespace, out string name)
    {
        @namespace = Namespace;
        name = Name;
    }

    /// <summary><c>namespace/name</c>, or the name alone, as client-go prints it.</summary>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
