namespace Steersman.Yaml;

/// <summary>How a writer lays out a document: the two versions of go-yaml that Helm writes with.</summary>
public sealed record YamlStyle
{
    private YamlStyle()
    {
    }

    /// <summary>go-yaml v2 (sigs.k8s.io/yaml): lines broken after column 80, lists not indented below their key.</summary>
    public static YamlStyle V2 { get; } = new() { Width = 80 };

    /// <summary>go-yaml v3 with an indentation of 2: lines never broken, lists indented below their key, bytes that are no UTF-8 as <c>!!binary</c>.</summary>
    public static YamlStyle V3 { get; } = new() { Width = int.MaxValue, IndentsLists = true };

    /// <summary>Text is broken at the first space beyond this column.</summary>
    internal int Width { get; private init; }

    internal bool IndentsLists { get; private init; }

    /// <summary>What only v3 does: tabs in block scalars, and its order of keys.</summary>
    internal bool IsV3 => IndentsLists;
}
