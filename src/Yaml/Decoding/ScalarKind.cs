namespace Steersman.Yaml.Decoding;

/// <summary>What a scalar stands for.</summary>
internal enum ScalarKind : byte
{
    String,
    Null,
    Bool,
    Int64,
    UInt64,
    Float64,
    Timestamp,
}
