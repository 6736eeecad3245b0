using System.Globalization;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

/// <summary>Go values whose types no chart can make, brought into a template as objects: encoding/json asks an object what stands in its place, or refuses its type.</summary>
internal static class ForeignValues
{
    /// <summary>Written with the fewest digits that are this <c>float32</c>, not the <c>float64</c> of equal value.</summary>
    public static Value Float32(float number) =>
        Value.FromObject(new Written(new GoType(GoKind.Float32, "float32"), Value.FromFloat64(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))));

    /// <summary>Written as what it points to.</summary>
    public static Value Pointer(Value target) => Value.FromObject(new Written(new GoType(GoKind.Pointer, "*" + target.Type, target.Type), target));

    /// <summary>Written with its numbers as texts, sorted as texts.</summary>
    public static Value Map(params (int Key, string Text)[] entries)
    {
        IEnumerable<KeyValuePair<string, Value>> fields = entries.Select(static entry => KeyValuePair.Create(entry.Key.ToString(CultureInfo.InvariantCulture), Value.FromString(entry.Text)));
        return Value.FromObject(new WrittenMap(new GoType(GoKind.Map, "map[int]string", GoType.String, GoType.Int), [.. fields.OrderBy(static field => field.Key, StringComparer.Ordinal)]));
    }

    /// <summary>A value of a type that JSON does not know.</summary>
    public static Value Of(GoType type) => Value.FromObject(new Opaque(type));

    private sealed record Written(GoType GoType, Value JsonValue) : IGoJson;

    private sealed record WrittenMap(GoType GoType, IReadOnlyList<KeyValuePair<string, Value>> JsonFields) : IGoJson;

    private sealed record Opaque(GoType GoType) : ITemplateObject;
}
