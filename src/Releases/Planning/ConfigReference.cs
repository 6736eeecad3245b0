namespace Steersman.Releases.Planning;

/// <summary>A ConfigMap or Secret that pods use, or one key of it.</summary>
/// <param name="Kind">ConfigMap or Secret.</param>
/// <param name="Name">Its name; its namespace is that of the pods.</param>
/// <param name="IsOptional">True where pods start without it.</param>
internal sealed record ConfigReference(string Kind, string Name, bool IsOptional)
{
    /// <summary>The key that is used; null where that is all of them.</summary>
    public string? Key { get; init; }

    /// <summary>True where a variable takes the key: then only texts count, not <c>binaryData</c>.</summary>
    public bool IsVariable { get; init; }

    public override string ToString() => $"{Kind}/{Name}";
}
