using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Values;

/// <summary>Deep copies of values (Helm's copystructure): maps and lists are made anew, scalars and objects are shared.</summary>
public static class ValueCopy
{
    /// <summary>A copy that shares no map and no list with <paramref name="value"/>.</summary>
    /// <exception cref="InsufficientExecutionStackException">The value is nested too deeply.</exception>
    public static Value Copy(in Value value)
    {
        if (value.TryGetMap(out ValueMap? map))
        {
            return Value.FromMap(Copy(map));
        }

        if (!value.TryGetList(out ValueList? list))
        {
            return value;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        List<Value> items = new(list.Count);
        foreach (Value item in list)
        {
            items.Add(Copy(item));
        }

        return Value.FromList(new ValueList(list.Type, items) { IsNil = list.IsNil, Reserved = list.Reserved });
    }

    /// <inheritdoc cref="Copy(in Value)"/>
    public static ValueMap Copy(ValueMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ValueMap copy = new(map.Type, map.Count) { IsNil = map.IsNil };
        foreach ((string key, Value item) in map)
        {
            copy[key] = Copy(item);
        }

        return copy;
    }
}
