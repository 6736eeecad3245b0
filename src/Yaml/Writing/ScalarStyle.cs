namespace Steersman.Yaml.Writing;

/// <summary>The ways to write a scalar; folded ones are read and never written.</summary>
internal enum ScalarStyle : byte
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}
