namespace Steersman.Yaml.Nodes;

/// <summary>How a node was written (go-yaml v3's <c>Style</c>).</summary>
[Flags]
public enum YamlNodeStyle
{
    /// <summary>Plain scalars, collections in block style.</summary>
    None = 0,

    /// <summary>With a tag of its own.</summary>
    Tagged = 1,
    DoubleQuoted = 2,
    SingleQuoted = 4,
    Literal = 8,
    Folded = 16,

    /// <summary>Collections within brackets.</summary>
    Flow = 32,

    /// <summary>Scalars that are strings by the way they are written.</summary>
    Indicated = DoubleQuoted | SingleQuoted | Literal | Folded,
}
