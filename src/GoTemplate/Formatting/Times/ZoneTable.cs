namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The zones of a location: those of the past by their beginnings, those to come by a rule.</summary>
internal sealed class ZoneTable(long[] starts, int[] kinds, ZoneType[] types, ZoneRule? rule)
{
    private readonly ZoneType _first = types[FirstType(kinds, types)];

    public ZoneSpan Lookup(long unixSeconds)
    {
        int at = Array.BinarySearch(starts, unixSeconds);
        at = at >= 0 ? at : ~at - 1;
        if (at == starts.Length - 1 && rule is not null)
        {
            return rule.Lookup(unixSeconds);
        }

        long end = at + 1 < starts.Length ? starts[at + 1] : long.MaxValue;
        ZoneType type = at < 0 ? _first : types[kinds[at]];
        return new(type.Name, type.Offset, type.IsDaylight, at < 0 ? long.MinValue : starts[at], end);
    }

    /// <summary>Prefers a zone that is in force at that time, as Go does.</summary>
    public int? OffsetOfName(string name, long unixSeconds)
    {
        foreach (ZoneType type in types)
        {
            if (type.Name == name && Lookup(unixSeconds - type.Offset) is { } span && span.Name == name)
            {
                return span.Offset;
            }
        }

        foreach (ZoneType type in types)
        {
            if (type.Name == name)
            {
                return type.Offset;
            }
        }

        return null;
    }

    /// <summary>What holds before the first change: the first type where no change leads to it, else one without daylight saving.</summary>
    private static int FirstType(int[] kinds, ZoneType[] types)
    {
        if (!kinds.Contains(0))
        {
            return 0;
        }

        if (kinds.Length > 0 && types[kinds[0]].IsDaylight)
        {
            for (int index = kinds[0] - 1; index >= 0; index--)
            {
                if (!types[index].IsDaylight)
                {
                    return index;
                }
            }
        }

        return Math.Max(Array.FindIndex(types, static type => !type.IsDaylight), 0);
    }
}
