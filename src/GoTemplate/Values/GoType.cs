namespace Steersman.GoTemplate.Values;

/// <summary>A Go type as templates can see it: its kind, the text that <c>%T</c> prints, and the types of elements and keys.</summary>
/// <remarks>Instances are compared by reference; the well-known ones are here, others are made once by the library that owns the Go type.</remarks>
public sealed class GoType
{
    /// <summary>Makes a type.</summary>
    /// <param name="kind">Its <c>reflect.Kind</c>.</param>
    /// <param name="name">The text of <c>%T</c>, such as <c>map[string]interface {}</c>.</param>
    /// <param name="element">Type of elements (slice, map, pointer), else null.</param>
    /// <param name="key">Type of keys (map), else null.</param>
    public GoType(GoKind kind, string name, GoType? element = null, GoType? key = null)
    {
        Kind = kind;
        Name = name;
        Element = element;
        Key = key;
    }

    public static GoType Bool { get; } = new(GoKind.Bool, "bool");
    public static GoType Int { get; } = new(GoKind.Int, "int");
    public static GoType Int32 { get; } = new(GoKind.Int32, "int32");
    public static GoType Int64 { get; } = new(GoKind.Int64, "int64");
    public static GoType Uint { get; } = new(GoKind.Uint, "uint");
    public static GoType Uint8 { get; } = new(GoKind.Uint8, "uint8");
    public static GoType Uint64 { get; } = new(GoKind.Uint64, "uint64");
    public static GoType Float64 { get; } = new(GoKind.Float64, "float64");
    public static GoType Complex128 { get; } = new(GoKind.Complex128, "complex128");
    public static GoType String { get; } = new(GoKind.String, "string");

    /// <summary><c>interface {}</c>: only ever the type of elements and parameters, never that of a value.</summary>
    public static GoType Any { get; } = new(GoKind.Interface, "interface {}");

    /// <summary>Go's <c>reflect.Value</c> as a parameter: takes anything, and tells a missing value from nil. Of builtins only.</summary>
    public static GoType ReflectValue { get; } = new(GoKind.Struct, "reflect.Value");

    /// <summary><c>[]interface {}</c>, what YAML and JSON lists are.</summary>
    public static GoType AnySlice { get; } = new(GoKind.Slice, "[]interface {}", Any);
    public static GoType StringSlice { get; } = new(GoKind.Slice, "[]string", String);
    public static GoType IntSlice { get; } = new(GoKind.Slice, "[]int", Int);
    public static GoType ByteSlice { get; } = new(GoKind.Slice, "[]uint8", Uint8);

    /// <summary><c>map[string]interface {}</c>, what YAML and JSON objects are.</summary>
    public static GoType AnyMap { get; } = new(GoKind.Map, "map[string]interface {}", Any, String);
    public static GoType StringMap { get; } = new(GoKind.Map, "map[string]string", String, String);

    /// <summary>The <c>reflect.Kind</c> of the type.</summary>
    public GoKind Kind { get; }

    /// <summary>The text that <c>%T</c> prints.</summary>
    public string Name { get; }

    /// <summary>Type of elements of a slice, map or pointer; else null.</summary>
    public GoType? Element { get; }

    /// <summary>Type of keys of a map; else null.</summary>
    public GoType? Key { get; }

    /// <summary>The <c>String()</c> method of a named scalar type (<c>time.Duration</c>), given the bits of the value; else null.</summary>
    public Func<long, string>? Stringer { get; init; }

    /// <summary>The methods that templates can call on values of the type, by name.</summary>
    public IReadOnlyDictionary<string, GoMethod> Methods { get; init; } = System.Collections.Frozen.FrozenDictionary<string, GoMethod>.Empty;

    /// <summary>True for types whose nil a template may pass: interfaces, maps, slices, pointers, functions, channels.</summary>
    public bool IsNilable => Kind is GoKind.Interface or GoKind.Map or GoKind.Slice or GoKind.Pointer or GoKind.Func or GoKind.Chan;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
