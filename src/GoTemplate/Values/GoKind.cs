namespace Steersman.GoTemplate.Values;

/// <summary>Go's <c>reflect.Kind</c>, in its order; the names of templates' <c>kindOf</c> are the lower-case ones.</summary>
public enum GoKind
{
    /// <summary>No value at all: a nil interface.</summary>
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    Array,
    Chan,
    Func,
    Interface,
    Map,
    Pointer,
    Slice,
    String,
    Struct,
    UnsafePointer,
}
