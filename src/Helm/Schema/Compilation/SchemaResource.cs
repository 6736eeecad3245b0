namespace Steersman.Helm.Schema.Compilation;

/// <summary>A schema with an identifier of its own, or a whole document; the anchors in it.</summary>
internal sealed class SchemaResource(string pointer, string id, Dialect dialect)
{
    public string Pointer { get; } = pointer;

    public string Id { get; } = id;

    public Dialect Dialect { get; } = dialect;

    /// <summary>Where each anchor is.</summary>
    public SortedDictionary<string, string> Anchors { get; } = new(StringComparer.Ordinal);

    public HashSet<string> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
