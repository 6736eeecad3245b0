using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Logging;
using Steersman.Helm.Values;

namespace Steersman.Helm.Rendering;

/// <summary>
/// Decides by values which charts below a chart take part, under which names, and what they export to their parents (Helm's <c>ProcessDependencies</c>,
/// pkg/chart/v2/util/dependencies.go). Charts are not changed; what differs is made anew.
/// </summary>
public static class ChartDependencies
{
    private const string NonBool = "returned non-bool value";

    /// <summary>The chart with only its enabled dependencies, aliases applied and exported values imported.</summary>
    /// <param name="chart">The chart as loaded.</param>
    /// <param name="values">The user's values; null for none.</param>
    /// <param name="warn">Takes Helm's warnings, which quote values; may be null.</param>
    /// <exception cref="HelmException">Values for a chart below are no table.</exception>
    public static Chart Process(Chart chart, ValueMap? values, Action<LogEntry>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Import(Select(chart, values ?? new ValueMap(), "", warn), warn);
    }

    private static Chart Select(Chart chart, ValueMap values, string path, Action<LogEntry>? warn)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (chart.Metadata?.Dependencies is not { } declared)
        {
            return chart;
        }

        List<Chart> charts = [.. chart.Dependencies.Where(existing => !declared.Any(dependency => IsMeant(existing, dependency)))];
        Dependency[] dependencies = new Dependency[declared.Count];
        for (int index = 0; index < dependencies.Length; index++)
        {
            Dependency dependency = declared[index];
            if (chart.Dependencies.FirstOrDefault(existing => IsMeant(existing, dependency)) is { } found)
            {
                charts.Add(dependency.Alias.Length == 0 ? found : found with { Metadata = found.Metadata! with { Name = dependency.Alias } });
            }

            dependencies[index] = dependency with { Enabled = true, Name = dependency.Alias.Length == 0 ? dependency.Name : dependency.Alias };
        }

        ValueMap all = Coalesce.CoalesceValues(chart with { Dependencies = charts }, values, warn);
        ApplyTags(dependencies, all, warn);
        ApplyConditions(dependencies, all, path, warn);

        HashSet<string> removed = new(dependencies.Where(dependency => !dependency.Enabled).Select(dependency => dependency.Name), StringComparer.Ordinal);
        Dependency[] kept = [.. dependencies.Where(dependency => !removed.Contains(dependency.Name))];
        return chart with
        {
            // Go appends to nil: none left is none declared, and then nothing is imported.
            Metadata = chart.Metadata with { Dependencies = kept.Length == 0 ? null : kept },
            Dependencies = [.. charts.Where(below => !removed.Contains(below.Name)).Select(below => Select(below, all, $"{path}{below.Name}.", warn))],
        };
    }

    private static bool IsMeant(Chart chart, Dependency dependency) =>
        chart.Name == dependency.Name && ChartVersions.IsCompatibleRange(dependency.Version, chart.Metadata!.Version);

    private static void ApplyTags(Dependency[] dependencies, ValueMap values, Action<LogEntry>? warn)
    {
        if (!ValuesPath.TryGetTable(values, "tags", out ValueMap? tags))
        {
            return;
        }

        for (int index = 0; index < dependencies.Length; index++)
        {
            bool anyTrue = false;
            bool anyFalse = false;
            foreach (string tag in dependencies[index].Tags ?? [])
            {
                if (!tags.TryGetValue(tag, out Value value))
                {
                    continue;
                }

                if (value.TryGetBool(out bool isOn))
                {
                    anyTrue |= isOn;
                    anyFalse |= !isOn;
                }
                else
                {
                    warn?.Invoke(new LogEntry(LogLevel.Warn, NonBool, ("tag", tag), ("chart", dependencies[index].Name)));
                }
            }

            dependencies[index] = dependencies[index] with { Enabled = anyTrue || !anyFalse };
        }
    }

    private static void ApplyConditions(Dependency[] dependencies, ValueMap values, string path, Action<LogEntry>? warn)
    {
        for (int index = 0; index < dependencies.Length; index++)
        {
            foreach (string condition in dependencies[index].Condition.Trim().Split(','))
            {
                if (condition.Length == 0 || !ValuesPath.TryGetValue(values, path + condition, out Value value))
                {
                    continue;
                }

                if (value.TryGetBool(out bool isOn))
                {
                    dependencies[index] = dependencies[index] with { Enabled = isOn };
                    break;
                }

                warn?.Invoke(new LogEntry(LogLevel.Warn, NonBool, ("path", condition), ("chart", dependencies[index].Name)));
            }
        }
    }

    private static Chart Import(Chart chart, Action<LogEntry>? warn)
    {
        if (chart.Dependencies.Count > 0)
        {
            chart = chart with { Dependencies = [.. chart.Dependencies.Select(below => Import(below, warn))] };
        }

        if (chart.Metadata?.Dependencies is not { } declared)
        {
            return chart;
        }

        ValueMap values = Coalesce.MergeValues(chart, null, warn);
        ValueMap imported = new();
        Dependency[] dependencies = [.. declared.Select(dependency => Import(dependency, values, imported, warn))];
        return chart with
        {
            Metadata = chart.Metadata with { Dependencies = dependencies },

            // The parent's own values win over imported ones. The copy parts them from the tables that the imported ones were taken from.
            Values = Coalesce.MergeTables(ValueCopy.Copy(values), imported, warn),
        };
    }

    private static Dependency Import(Dependency dependency, ValueMap values, ValueMap imported, Action<LogEntry>? warn)
    {
        List<Value> entries = [];
        foreach (Value entry in dependency.ImportValues ?? [])
        {
            string child;
            string parent = ".";
            if (entry.TryGetMap(out ValueMap? pair))
            {
                child = Print(pair, "child");
                parent = Print(pair, "parent");
            }
            else if (entry.TryGetString(out string? name))
            {
                child = "exports." + name;
            }
            else
            {
                continue;
            }

            entries.Add(Entry(child, parent));
            if (ValuesPath.TryGetTable(values, $"{dependency.Name}.{child}", out ValueMap? table, out string missing))
            {
                Coalesce.MergeTables(imported, AtPath(parent, table), warn);
            }
            else
            {
                (string Key, string Value) error = ("error", ValuesPath.NoTable(missing));
                warn?.Invoke(pair is null
                    ? new LogEntry(LogLevel.Warn, "ImportValues missing table", error)
                    : new LogEntry(LogLevel.Warn, "ImportValues missing table from chart", ("chart", dependency.Name), error));
            }
        }

        return dependency with { ImportValues = entries.Count == 0 ? null : entries };
    }

    private static string Print(ValueMap pair, string key) =>
        GoFormat.Sprintf("%v", pair.TryGetValue(key, out Value value) ? value : Value.Nil);

    private static Value Entry(string child, string parent)
    {
        ValueMap entry = new(GoType.StringMap, 2);
        entry["child"] = Value.FromString(child);
        entry["parent"] = Value.FromString(parent);
        return Value.FromMap(entry);
    }

    private static ValueMap AtPath(string path, ValueMap table)
    {
        if (path == ".")
        {
            return table;
        }

        foreach (string key in path.Split('.').Reverse())
        {
            ValueMap outer = new();
            outer[key] = Value.FromMap(table);
            table = outer;
        }

        return table;
    }
}
