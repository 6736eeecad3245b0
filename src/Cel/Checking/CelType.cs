namespace Steersman.Cel.Checking;

/// <summary>A static type.</summary>
internal sealed class CelType
{
    private const int MaxSize = 10_000;

    private CelType(TypeKind kind, string name, bool isWrapper, params CelType[] parameters)
    {
        Kind = kind;
        Name = name;
        IsWrapper = isWrapper;
        Parameters = parameters;
        long size = 1 + parameters.Sum(parameter => (long)parameter.Size);
        Size = size <= MaxSize ? (int)size : throw new TypeLimitException();
    }

    public static CelType Error { get; } = new(TypeKind.Error, "!error!", false);

    public static CelType Dyn { get; } = new(TypeKind.Dyn, "dyn", false);

    public static CelType Any { get; } = new(TypeKind.Any, "google.protobuf.Any", false);

    public static CelType Null { get; } = new(TypeKind.Null, Values.RuntimeTypes.Null, false);

    public static CelType Bool { get; } = new(TypeKind.Bool, "bool", false);

    public static CelType Int { get; } = new(TypeKind.Int, "int", false);

    public static CelType Uint { get; } = new(TypeKind.Uint, "uint", false);

    public static CelType Double { get; } = new(TypeKind.Double, "double", false);

    public static CelType String { get; } = new(TypeKind.String, "string", false);

    public static CelType Bytes { get; } = new(TypeKind.Bytes, "bytes", false);

    public static CelType Timestamp { get; } = new(TypeKind.Timestamp, Values.RuntimeTypes.Timestamp, false);

    public static CelType Duration { get; } = new(TypeKind.Duration, Values.RuntimeTypes.Duration, false);

    /// <summary>The type of types that are not known.</summary>
    public static CelType AnyType { get; } = new(TypeKind.Type, "type", false);

    /// <summary>What a <c>google.protobuf.Struct</c> is: a map of anything.</summary>
    public static CelType Struct { get; } = Map(String, Dyn);

    public TypeKind Kind { get; }

    /// <summary>The name at run time, without parameters.</summary>
    public string Name { get; }

    /// <summary>True for the types that may be null besides.</summary>
    public bool IsWrapper { get; }

    public IReadOnlyList<CelType> Parameters { get; }

    public bool IsDyn => Kind is TypeKind.Dyn or TypeKind.Any;

    public bool IsDynOrError => IsDyn || Kind == TypeKind.Error;

    public bool IsOptional => Kind == TypeKind.Opaque && Name == Values.RuntimeTypes.Optional;

    private int Size { get; }

    /// <exception cref="TypeLimitException">The type becomes too large.</exception>
    public static CelType List(CelType element) => new(TypeKind.List, "list", false, element);

    /// <exception cref="TypeLimitException">The type becomes too large.</exception>
    public static CelType Map(CelType key, CelType value) => new(TypeKind.Map, "map", false, key, value);

    public static CelType TypeOf(CelType type) => new(TypeKind.Type, "type", false, type);

    public static CelType Optional(CelType value) => new(TypeKind.Opaque, Values.RuntimeTypes.Optional, false, value);

    public static CelType Parameter(string name) => new(TypeKind.Parameter, name, false);

    /// <summary>A primitive type that may be null, as the messages named like <c>google.protobuf.Int64Value</c> are.</summary>
    public static CelType Wrapper(CelType primitive) => new(primitive.Kind, primitive.Name, true);

    /// <summary>The same type with other parameters.</summary>
    public CelType With(params CelType[] parameters) => new(Kind, Name, IsWrapper, parameters);

    /// <summary>Whether two types are the same, parameters included; of two types with one name both may be null or not.</summary>
    public bool IsExactly(CelType other)
    {
        if (Kind != other.Kind || Name != other.Name || Parameters.Count != other.Parameters.Count)
        {
            return false;
        }

        for (int index = 0; index < Parameters.Count; index++)
        {
            if (!Parameters[index].IsExactly(other.Parameters[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The type as check errors name it: <c>timestamp</c>, <c>null</c>, <c>map(string, dyn)</c>.</summary>
    public string Display => Kind switch
    {
        TypeKind.Any => "any",
        TypeKind.Duration => "duration",
        TypeKind.Null => "null",
        TypeKind.Timestamp => "timestamp",
        _ when Parameters.Count == 0 => DeclaredName,
        _ => $"{Name}({string.Join(", ", Parameters.Select(parameter => parameter.Display))})",
    };

    private string DeclaredName => IsWrapper ? $"wrapper({Name})" : Name;

    /// <summary>The type by its full names.</summary>
    public override string ToString() => Kind == TypeKind.Parameter ? $"<{Name}>"
        : Parameters.Count == 0 ? DeclaredName : $"{DeclaredName}({string.Join(", ", Parameters)})";
}
