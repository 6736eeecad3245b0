namespace Steersman.Yaml.Parsing;

/// <summary>Kinds of nodes on a <see cref="Tape"/>.</summary>
internal enum NodeKind : byte
{
    Scalar,
    Sequence,
    Mapping,
    Alias,
}
