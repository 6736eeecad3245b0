using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <summary>Go types and locations that only TOML makes.</summary>
internal static class TomlTypes
{
    /// <summary>Deepest nesting of tables and arrays, and longest dotted key.</summary>
    public const int MaxDepth = 1000;

    /// <summary>What an array of tables is.</summary>
    public static GoType TableArray { get; } = new(GoKind.Slice, "[]map[string]interface {}", GoType.AnyMap);

    public static GoLocation LocalDateTime { get; } = GoLocation.Fixed("datetime-local", 0);

    public static GoLocation LocalDate { get; } = GoLocation.Fixed("date-local", 0);

    public static GoLocation LocalTime { get; } = GoLocation.Fixed("time-local", 0);
}
