using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Logging;

namespace Steersman.Helm.Values;

/// <summary>Lays values over the defaults of a chart and of the charts below it (Helm's pkg/chart/common/util/coalesce.go).</summary>
/// <remarks>
/// Tables are merged, everything else is replaced. To coalesce removes what the user set to null; to merge keeps nulls, for a later coalescing.
/// Warnings are Helm's log lines; they quote values, so they are no text for events or status.
/// </remarks>
public static class Coalesce
{
    /// <summary>The table that is passed down to every chart below.</summary>
    public const string GlobalKey = "global";

    /// <summary>The user's values over the chart's: the result is new and shares nothing with either.</summary>
    /// <param name="chart">The chart with its dependencies.</param>
    /// <param name="values">The user's values; null for none.</param>
    /// <param name="warn">Takes Helm's warnings; may be null.</param>
    /// <exception cref="HelmException">The table of a chart below is no table.</exception>
    public static ValueMap CoalesceValues(Chart chart, ValueMap? values, Action<LogEntry>? warn = null) =>
        Apply(chart, values is null ? new ValueMap() : ValueCopy.Copy(values), "", merge: false, warn);

    /// <summary>As <see cref="CoalesceValues"/>, with nulls kept.</summary>
    /// <inheritdoc cref="CoalesceValues"/>
    public static ValueMap MergeValues(Chart chart, ValueMap? values, Action<LogEntry>? warn = null) =>
        Apply(chart, values is null ? new ValueMap() : ValueCopy.Copy(values), "", merge: true, warn);

    /// <summary>Merges <paramref name="source"/> into <paramref name="target"/>, whose values win. Both are changed, and share tables afterwards.</summary>
    /// <param name="target">The authoritative table; null returns the source.</param>
    /// <param name="source">The table of defaults; null returns the target.</param>
    /// <param name="warn">Takes Helm's warnings; may be null.</param>
    public static ValueMap? CoalesceTables(ValueMap? target, ValueMap? source, Action<LogEntry>? warn = null) =>
        Tables(target, source, "", merge: false, warn);

    /// <summary>As <see cref="CoalesceTables"/>, with nulls kept.</summary>
    /// <inheritdoc cref="CoalesceTables"/>
    public static ValueMap? MergeTables(ValueMap? target, ValueMap? source, Action<LogEntry>? warn = null) =>
        Tables(target, source, "", merge: true, warn);

    private static ValueMap Apply(Chart chart, ValueMap target, string prefix, bool merge, Action<LogEntry>? warn)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Defaults(chart, target, prefix, merge, warn);
        foreach (Chart dependency in chart.Dependencies)
        {
            string name = dependency.Name;
            if (!target.TryGetValue(name, out Value existing))
            {
                existing = Value.FromMap(new ValueMap());
                target[name] = existing;
            }

            if (!existing.TryGetMap(out ValueMap? table))
            {
                throw new HelmException($"type mismatch on {name}: {GoFormat.Sprintf("%t", existing)}");
            }

            string below = Join(prefix, chart.Name);
            Globals(table, target, below, warn);
            target[name] = Value.FromMap(Apply(dependency, table, below, merge, warn));
        }

        return target;
    }

    private static void Defaults(Chart chart, ValueMap target, string prefix, bool merge, Action<LogEntry>? warn)
    {
        if (chart.Values is null)
        {
            return;
        }

        string here = Join(prefix, chart.Name);
        foreach ((string key, Value shared) in chart.Values)
        {
            if (!target.TryGetValue(key, out Value value))
            {
                if (merge || !shared.IsNil)
                {
                    target[key] = CopyOfDefault(shared, merge);
                }
            }
            else if (value.IsNil)
            {
                if (!merge)
                {
                    target.Remove(key);
                }
            }
            else if (value.TryGetMap(out ValueMap? table))
            {
                if (shared.TryGetMap(out ValueMap? defaults))
                {
                    // Nulls for a chart below are decided where that chart is coalesced.
                    bool keepNulls = merge || chart.Dependencies.Any(dependency => dependency.Name == key);
                    _ = CopyOfDefault(shared, keepNulls).TryGetMap(out defaults);
                    Tables(table, defaults, Join(here, key), keepNulls, warn);
                }
                else if (!shared.IsNil)
                {
                    warn?.Invoke($"warning: skipped value for {here}.{key}: Not a table.");
                }
            }
        }
    }

    private static Value CopyOfDefault(in Value shared, bool keepNulls)
    {
        Value copy = ValueCopy.Copy(shared);
        if (!keepNulls && copy.TryGetMap(out ValueMap? table))
        {
            RemoveNulls(table);
        }

        return copy;
    }

    private static void RemoveNulls(ValueMap table)
    {
        foreach ((string key, Value value) in table)
        {
            if (value.IsNil)
            {
                table.Remove(key);
            }
            else if (value.TryGetMap(out ValueMap? below))
            {
                RemoveNulls(below);
            }
        }
    }

    private static void Globals(ValueMap target, ValueMap source, string prefix, Action<LogEntry>? warn)
    {
        ValueMap? to = new();
        if (target.TryGetValue(GlobalKey, out Value value) && !value.TryGetMap(out to))
        {
            warn?.Invoke($"warning: skipping globals because destination {GlobalKey} is not a table.");
            return;
        }

        ValueMap? from = null;
        if (source.TryGetValue(GlobalKey, out value) && !value.TryGetMap(out from))
        {
            warn?.Invoke($"warning: skipping globals because source {GlobalKey} is not a table.");
            return;
        }

        foreach ((string key, Value global) in from ?? new ValueMap())
        {
            bool exists = to.TryGetValue(key, out Value existing);
            if (!global.TryGetMap(out ValueMap? table))
            {
                if (exists && existing.TryGetMap(out _))
                {
                    warn?.Invoke($"key {key} is table. Skipping");
                }
                else
                {
                    to[key] = global;
                }

                continue;
            }

            if (!exists)
            {
                to[key] = Value.FromMap(ShallowCopy(table));
            }
            else if (existing.TryGetMap(out ValueMap? own))
            {
                // The parent's globals win, so here the parent's table is the target.
                ValueMap merged = ShallowCopy(table);
                Tables(merged, own, Join(prefix, key), merge: true, warn);
                to[key] = Value.FromMap(merged);
            }
            else
            {
                warn?.Invoke($"Conflict: cannot merge map onto non-map for {GoQuote.Quote(key)}. Skipping.");
            }
        }

        target[GlobalKey] = Value.FromMap(to);
    }

    private static ValueMap ShallowCopy(ValueMap map)
    {
        ValueMap copy = new(map.Type, map.Count);
        foreach ((string key, Value value) in map)
        {
            copy[key] = value;
        }

        return copy;
    }

    private static ValueMap? Tables(ValueMap? target, ValueMap? source, string prefix, bool merge, Action<LogEntry>? warn)
    {
        if (source is null)
        {
            return target;
        }

        if (target is null)
        {
            return source;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();

        // A null over a default removes it; a null over nothing stays. Which it is must be known before the nulls are copied over.
        HashSet<string>? removable = null;
        foreach ((string key, Value value) in target)
        {
            if (value.IsNil)
            {
                if (source.TryGetValue(key, out Value overridden) && !overridden.IsNil)
                {
                    (removable ??= new(StringComparer.Ordinal)).Add(key);
                }

                source[key] = Value.Nil;
            }
        }

        foreach ((string key, Value value) in source)
        {
            if (!target.TryGetValue(key, out Value existing))
            {
                target[key] = value;
            }
            else if (!merge && existing.IsNil && removable is not null && removable.Contains(key))
            {
                target.Remove(key);
            }
            else if (value.TryGetMap(out ValueMap? below))
            {
                if (existing.TryGetMap(out ValueMap? own))
                {
                    Tables(own, below, Join(prefix, key), merge, warn);
                }
                else
                {
                    warn?.Invoke($"warning: cannot overwrite table with non table for {Join(prefix, key)} ({GoFormat.Sprintf("%v", value)})");
                }
            }
            else if (!value.IsNil && existing.TryGetMap(out _))
            {
                warn?.Invoke($"warning: destination for {Join(prefix, key)} is a table. Ignoring non-table value ({GoFormat.Sprintf("%v", value)})");
            }
        }

        return target;
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
