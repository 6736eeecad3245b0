using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>Go's <c>reflect.Zero</c>.</summary>
internal static class Zero
{
    public static Value Of(GoType type) => type.Kind switch
    {
        GoKind.String when ReferenceEquals(type, GoType.String) => Value.FromString(""),
        GoKind.Bool => Value.FromInteger(type, 0),
        >= GoKind.Int and <= GoKind.Uintptr => Value.FromInteger(type, 0),
        GoKind.Float64 => Value.FromFloat64(0),
        GoKind.Slice => Value.FromList(new ValueList(type, []) { IsNil = true }),
        GoKind.Map => Value.FromMap(new ValueMap(type) { IsNil = true }),
        GoKind.Struct => Value.Missing,
        _ => Value.Nil,
    };
}
