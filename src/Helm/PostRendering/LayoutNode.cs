namespace Steersman.Helm.PostRendering;

/// <summary>A node of a YAML document with the text of its scalars, its comments and its style: enough to change an entry and leave the rest as it is written.</summary>
internal sealed class LayoutNode(LayoutKind kind)
{
    public LayoutKind Kind { get; } = kind;

    /// <summary>True for <c>{…}</c> and <c>[…]</c>.</summary>
    public bool IsFlow { get; init; }

    /// <summary>A scalar as it is written, quotes and trailing comment included; for a block scalar its header.</summary>
    public string Text { get; init; } = "";

    /// <summary>The lines of a block scalar without their indentation; null for any other scalar.</summary>
    public IReadOnlyList<string>? BlockLines { get; init; }

    /// <summary>A comment behind the key of a collection in block style.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Entries of a mapping, items of a sequence.</summary>
    public List<LayoutEntry> Entries { get; } = [];

    /// <summary>True where the value is null by its looks, or a collection without entries.</summary>
    public bool IsEmpty => Kind is LayoutKind.Scalar ? Text is "" or "null" or "~" or "Null" or "NULL" : Entries.Count == 0;

    /// <summary>The entry of a key in a mapping; null where there is none.</summary>
    public LayoutEntry? Find(string key) => Entries.Find(entry => entry.Key.Trim('"', '\'') == key);
}
