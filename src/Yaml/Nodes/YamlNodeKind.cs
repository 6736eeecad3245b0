namespace Steersman.Yaml.Nodes;

/// <summary>Kinds of <see cref="YamlNode"/>s; documents are their root.</summary>
public enum YamlNodeKind
{
    Scalar,
    Sequence,
    Mapping,

    /// <summary>Stands for the node that <see cref="YamlNode.Target"/> names.</summary>
    Alias,
}
