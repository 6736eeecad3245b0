namespace Steersman.GoTemplate.Values;

/// <summary>A Go value as templates handle it, in 16 bytes: a reference that tells the type, and the bits of scalars.</summary>
/// <remarks>
/// The reference is null for Go's nil, a <see cref="GoType"/> for scalars (the bits hold the number), a <see cref="string"/>, a <see cref="ValueList"/>,
/// a <see cref="ValueMap"/>, or an <see cref="ITemplateObject"/>. Strings hold Go's bytes as UTF-16; a byte that is no valid UTF-8 stands as the lone
/// surrogate U+DC00 + byte (<see cref="GoString"/>).
/// </remarks>
public readonly struct Value
{
    private readonly object? _ref;
    private readonly long _bits;

    private Value(object? reference, long bits)
    {
        _ref = reference;
        _bits = bits;
    }

    /// <summary>Go's untyped nil: a nil interface.</summary>
    public static Value Nil => default;

    /// <summary>Go's zero <c>reflect.Value</c>: no value at all, which prints as <c>&lt;no value&gt;</c>. The executor's own; functions get <see cref="Nil"/>.</summary>
    internal static Value Missing => new(null, 1);

    /// <summary>Stands in a variable's slot before its declaration was executed.</summary>
    internal static Value Undeclared => new(null, 2);

    /// <summary>Stands for the final argument of a command that gets none from a pipeline.</summary>
    internal static Value Absent => new(null, 3);

    public static Value True => new(GoType.Bool, 1);

    public static Value False => new(GoType.Bool, 0);

    /// <summary>True for Go's nil interface.</summary>
    public bool IsNil => _ref is null;

    internal bool IsMissing => _ref is null && _bits == 1;

    internal bool IsUndeclared => _ref is null && _bits == 2;

    internal bool IsAbsent => _ref is null && _bits == 3;

    /// <summary>The dynamic Go type; null for nil.</summary>
    public GoType? Type => _ref switch
    {
        null => null,
        GoType type => type,
        string => GoType.String,
        ValueMap map => map.Type,
        ValueList list => list.Type,
        ITemplateObject other => other.GoType,
        _ => throw new InvalidOperationException("a value holds a reference of no known kind"),
    };

    /// <summary>The kind of the dynamic type; <see cref="GoKind.Invalid"/> for nil.</summary>
    public GoKind Kind => Type?.Kind ?? GoKind.Invalid;

    /// <summary>The object behind a value that is no scalar: a string, <see cref="ValueList"/>, <see cref="ValueMap"/> or <see cref="ITemplateObject"/>; else null.</summary>
    public object? Reference => _ref is GoType ? null : _ref;

    /// <summary>The number of an integer value or 0/1 of a bool, as its two's complement bits.</summary>
    public long Bits => _bits;

    public static Value FromBool(bool value) => value ? True : False;

    /// <summary>A Go <c>int</c>: integer literals, <c>len</c>, <c>--set</c> does not make these but int64.</summary>
    public static Value FromInt(long value) => new(GoType.Int, value);

    /// <summary>A Go <c>int64</c>: sprig's arithmetic, integers of <c>--set</c>.</summary>
    public static Value FromInt64(long value) => new(GoType.Int64, value);

    /// <summary>A Go <c>float64</c>: every number of a values file.</summary>
    public static Value FromFloat64(double value) => new(GoType.Float64, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A scalar of another integer type.</summary>
    /// <param name="type">A bool or integer type.</param>
    /// <param name="bits">Its two's complement bits, sign- or zero-extended to 64.</param>
    public static Value FromInteger(GoType type, long bits) => new(type, bits);

    public static Value FromString(string value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    public static Value FromList(ValueList value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    public static Value FromMap(ValueMap value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    public static Value FromObject(ITemplateObject value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>The text of a string value; false for every other kind.</summary>
    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = _ref as string;
        return text is not null;
    }

    public bool TryGetMap([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValueMap? map)
    {
        map = _ref as ValueMap;
        return map is not null;
    }

    public bool TryGetList([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValueList? list)
    {
        list = _ref as ValueList;
        return list is not null;
    }

    public bool TryGetBool(out bool value)
    {
        value = _bits != 0;
        return ReferenceEquals(_ref, GoType.Bool);
    }

    /// <summary>The number of a float64 value.</summary>
    public bool TryGetFloat64(out double value)
    {
        value = BitConverter.Int64BitsToDouble(_bits);
        return ReferenceEquals(_ref, GoType.Float64);
    }

    /// <summary>True where both hold the same reference and the same bits: the identity of maps, lists and objects, the value of scalars.</summary>
    public bool IsSame(in Value other) =>
        _bits == other._bits && (ReferenceEquals(_ref, other._ref) || (_ref is string text && other._ref is string otherText && text == otherText));
}
