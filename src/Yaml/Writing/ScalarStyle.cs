namespace Steersman.Yaml.Writing;

/// <summary>The ways to write a scalar.</summary>
internal enum ScalarStyle : byte
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}
