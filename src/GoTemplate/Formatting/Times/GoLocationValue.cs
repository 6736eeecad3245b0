using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A location as a template value: Go's <c>*time.Location</c>, which prints its name.</summary>
internal sealed class GoLocationValue(GoLocation location, bool isNil = false) : IStringer, IGoFields
{
    private static readonly GoType Zone = new(GoKind.Struct, "time.zone");
    private static readonly GoType ZonePointer = new(GoKind.Pointer, "*time.zone", Zone);
    private static readonly GoType Zones = new(GoKind.Slice, "[]time.zone", Zone);
    private static readonly GoType Transition = new(GoKind.Struct, "time.zoneTrans");
    private static readonly GoType Transitions = new(GoKind.Slice, "[]time.zoneTrans", Transition);

    public GoLocation Location { get; } = location;

    public GoType GoType => TimeMethods.Location;

    /// <summary>True for the pointer that a time in UTC holds.</summary>
    public bool IsNil => isNil;

    /// <summary>What verbs print that are no texts. Of a location of the database Go's long lists are left out; such a one shows addresses in Go.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields
    {
        get
        {
            IReadOnlyList<KeyValuePair<string, Value>>? zone = Location.FixedZone is { } found ? FieldsOf(found) : null;
            return
            [
                new("name", Value.FromString(GoText())),
                new("zone", List(Zones, zone)),
                new("tx", List(Transitions, zone is null ? null : FieldsOfBegin())),
                new("extend", Value.FromString("")),
                new("cacheStart", Value.FromInt64(zone is null ? 0 : long.MinValue)),
                new("cacheEnd", Value.FromInt64(zone is null ? 0 : long.MaxValue)),
                new("cacheZone", Value.FromObject(new GoStructValue(ZonePointer, zone ?? []) { IsNil = zone is null })),
            ];
        }
    }

    public string GoText() => Location.Name;

    public ITemplateObject DeepCopy() => new GoLocationValue(GoLocation.Unset);

    /// <summary>The struct has no method <c>String</c>: that is the pointer's.</summary>
    public ITemplateObject Pointed() => new GoStructValue(TimeMethods.Location.Element!, GoFields);

    private static KeyValuePair<string, Value>[] FieldsOf(ZoneType zone) =>
        [new("name", Value.FromString(zone.Name)), new("offset", Value.FromInt(zone.Offset)), new("isDST", Value.FromBool(zone.IsDaylight))];

    private static KeyValuePair<string, Value>[] FieldsOfBegin() =>
        [new("when", Value.FromInt64(long.MinValue)), new("index", Value.FromInteger(GoType.Uint8, 0)), new("isstd", Value.False), new("isutc", Value.False)];

    private static Value List(GoType type, IReadOnlyList<KeyValuePair<string, Value>>? fields) =>
        Value.FromList(new ValueList(type, fields is null ? [] : [Value.FromObject(new GoStructValue(type.Element!, fields))]) { IsNil = fields is null });
}
