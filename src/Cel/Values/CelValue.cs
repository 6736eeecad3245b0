using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Cel.Values;

/// <summary>A value of CEL. Immutable; lists and maps read the JSON behind them when they are looked at, so that must not change meanwhile.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "CEL has its own equality, which is not that of this struct")]
public readonly struct CelValue
{
    private readonly long _bits;
    private readonly object? _reference;

    private CelValue(CelKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    public static CelValue Null => default;

    public static CelValue True { get; } = new(CelKind.Bool, 1, null);

    public static CelValue False { get; } = new(CelKind.Bool, 0, null);

    public CelKind Kind { get; }

    public bool IsError => Kind == CelKind.Error;

    /// <summary>The value of a bool; false for anything else.</summary>
    public bool IsTrue => Kind == CelKind.Bool && _bits != 0;

    internal static CelValue None { get; } = new(CelKind.Optional, 0, null);

    internal static CelValue NoSuchOverload { get; } = Error("no such overload");

    internal bool IsFalse => Kind == CelKind.Bool && _bits == 0;

    internal long AsInt => _bits;

    internal ulong AsUint => unchecked((ulong)_bits);

    internal double AsDouble => BitConverter.Int64BitsToDouble(_bits);

    internal string AsString => (string)_reference!;

    internal byte[] AsBytes => (byte[])_reference!;

    internal CelList AsList => (CelList)_reference!;

    internal CelMap AsMap => (CelMap)_reference!;

    internal CelTimestamp AsTimestamp => (CelTimestamp)_reference!;

    /// <summary>The name of a type.</summary>
    internal string AsTypeName => (string)_reference!;

    /// <summary>What is inside an optional; null where nothing is.</summary>
    internal CelOptional? AsOptional => (CelOptional?)_reference;

    internal CelError AsError => (CelError)_reference!;

    public static CelValue FromBool(bool value) => value ? True : False;

    public static CelValue FromInt(long value) => new(CelKind.Int, value, null);

    public static CelValue FromUint(ulong value) => new(CelKind.Uint, unchecked((long)value), null);

    public static CelValue FromDouble(double value) => new(CelKind.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static CelValue FromString(string value) => new(CelKind.String, 0, value);

    /// <summary>A value of JSON as Kubernetes decodes it: whole numbers are int, others double.</summary>
    public static CelValue From(JsonNode? node) => JsonValues.From(node);

    /// <summary>A value of JSON as Kubernetes decodes it: whole numbers are int, others double.</summary>
    public static CelValue From(JsonElement element) => JsonValues.From(element);

    /// <summary>The value as Go's <c>%v</c> shows it.</summary>
    public override string ToString() => GoDisplay.Of(this);

    internal static CelValue FromBytes(byte[] value) => new(CelKind.Bytes, 0, value);

    internal static CelValue FromList(CelList value) => new(CelKind.List, 0, value);

    internal static CelValue FromMap(CelMap value) => new(CelKind.Map, 0, value);

    internal static CelValue FromTimestamp(CelTimestamp value) => new(CelKind.Timestamp, 0, value);

    /// <param name="nanoseconds">The length of the duration.</param>
    internal static CelValue FromDuration(long nanoseconds) => new(CelKind.Duration, nanoseconds, null);

    internal static CelValue FromTypeName(string value) => new(CelKind.Type, 0, value);

    internal static CelValue Some(CelValue value) => new(CelKind.Optional, 0, new CelOptional(value));

    internal static CelValue Error(string message) => new(CelKind.Error, 0, new CelError(message));

    internal static CelValue MissingAttribute(string name) => new(CelKind.Error, 0, new CelError($"no such attribute(s): {name}", IsMissingAttribute: true));

    /// <summary>An error that is final: no other reading of a name is tried.</summary>
    internal CelValue Settled() => IsError && AsError.IsMissingAttribute ? Error(AsError.Message) : this;
}
