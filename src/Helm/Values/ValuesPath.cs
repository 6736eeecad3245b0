using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Values;

/// <summary>Dotted paths into values (Helm's <c>Values.Table</c> and <c>Values.PathValue</c>).</summary>
public static class ValuesPath
{
    /// <summary>The table at a dotted path.</summary>
    /// <exception cref="HelmException">There is none: <c>"x" is not a table</c>.</exception>
    public static ValueMap Table(ValueMap values, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TryGetTable(values, path, out ValueMap? table, out string missing) ? table : throw new HelmException(NoTable(missing));
    }

    /// <summary>The table at a dotted path; false where there is none.</summary>
    public static bool TryGetTable(ValueMap values, string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValueMap? table)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TryGetTable(values, path, out table, out _);
    }

    /// <summary>The value at a dotted path, which is no table.</summary>
    /// <exception cref="HelmException">There is none: <c>"x" is not a value</c>; or the path is empty.</exception>
    public static Value PathValue(ValueMap values, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            throw new HelmException("YAML path cannot be empty");
        }

        return TryGetValue(values, path, out Value value) ? value : throw new HelmException($"{GoQuote.Quote(path[(path.LastIndexOf('.') + 1)..])} is not a value");
    }

    /// <summary>The value at a dotted path; false where there is none, or a table.</summary>
    public static bool TryGetValue(ValueMap values, string path, out Value value)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(path);
        value = default;
        int dot = path.LastIndexOf('.');
        ValueMap? table = values;
        return (dot < 0 || TryGetTable(values, path[..dot], out table, out _))
            && table.TryGetValue(path[(dot + 1)..], out value) && !value.TryGetMap(out _);
    }

    /// <summary>Helm's <c>ErrNoTable</c>.</summary>
    internal static string NoTable(string key) => $"{GoQuote.Quote(key)} is not a table";

    /// <summary>The table at a dotted path; where there is none, <paramref name="missing"/> is the part of the path that is none.</summary>
    internal static bool TryGetTable(ValueMap values, string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValueMap? table, out string missing)
    {
        table = values;
        foreach (Range range in path.AsSpan().Split('.'))
        {
            missing = path[range];
            if (!table.TryGetValue(missing, out Value value) || !value.TryGetMap(out table))
            {
                table = null;
                return false;
            }
        }

        missing = "";
        return true;
    }
}
