using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Schema.Json;

/// <summary>A JSON value as schemas see it: numbers exact, members of objects in the order of their names; immutable.</summary>
internal sealed class Datum
{
    private static readonly Dictionary<string, Datum> NoMembers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Datum> _members;
    private readonly string? _text;

    private Datum(DatumKind kind, string? text = null, Datum[]? items = null, Dictionary<string, Datum>? members = null, DecimalNumber? number = null)
    {
        Kind = kind;
        _text = text;
        Items = items ?? [];
        _members = members ?? NoMembers;
        Number = number;
        Names = members is null ? [] : [.. members.Keys];
        Array.Sort(Names, GoString.Compare);
    }

    public static Datum Null { get; } = new(DatumKind.Null);

    public static Datum True { get; } = new(DatumKind.Boolean, "true");

    public static Datum False { get; } = new(DatumKind.Boolean, "false");

    public DatumKind Kind { get; }

    /// <summary>A string's text, a number's as Go prints it, <c>true</c> or <c>false</c>, or the Go type of an invalid value.</summary>
    public string Text => _text ?? "";

    /// <summary>Null for a number that is not finite, and for all that is no number.</summary>
    public DecimalNumber? Number { get; }

    public bool IsTrue => ReferenceEquals(this, True);

    public Datum[] Items { get; }

    /// <summary>The names of an object's members, in order.</summary>
    public string[] Names { get; }

    public int Count => _members.Count;

    /// <summary>The member of that name; null where there is none, and for all that is no object.</summary>
    public Datum? this[string name] => _members.GetValueOrDefault(name);

    public static Datum FromString(string text) => new(DatumKind.String, text);

    public static Datum FromBoolean(bool value) => value ? True : False;

    public static Datum FromNumber(string text) => new(DatumKind.Number, text, number: DecimalNumber.TryParse(text));

    public static Datum FromItems(Datum[] items) => new(DatumKind.Array, items: items);

    public static Datum FromMembers(Dictionary<string, Datum> members) => new(DatumKind.Object, members: members);

    /// <summary>A Go value that JSON Schema has no type for.</summary>
    public static Datum FromInvalid(string goType) => new(DatumKind.Invalid, goType);

    /// <summary>True where both are the same JSON value; numbers by their value.</summary>
    public bool IsSameAs(Datum other)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Kind != other.Kind)
        {
            return false;
        }

        switch (Kind)
        {
            case DatumKind.Object:
                return Count == other.Count && Array.TrueForAll(Names, name => other[name] is { } theirs && _members[name].IsSameAs(theirs));
            case DatumKind.Array:
                return Items.Length == other.Items.Length && Items.Zip(other.Items).All(pair => pair.First.IsSameAs(pair.Second));
            case DatumKind.Number:
                return Number is { } mine && other.Number is { } number && mine.CompareTo(number) == 0;
            default:
                return Text == other.Text;
        }
    }
}
