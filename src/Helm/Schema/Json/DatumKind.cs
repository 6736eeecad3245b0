namespace Steersman.Helm.Schema.Json;

/// <summary>The types of JSON Schema; <see cref="Invalid"/> is a Go value that JSON does not have.</summary>
internal enum DatumKind
{
    Invalid,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
