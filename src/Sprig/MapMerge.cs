using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>The merge of dario.cat/mergo 1.0.1 as sprig uses it: into the first map, whose inner maps change too; what is taken over is shared, not copied.</summary>
internal static class MapMerge
{
    /// <summary>Merges maps into the first.</summary>
    /// <param name="frame">Counts what the map gains.</param>
    /// <param name="target">The map that changes; a nil one is replaced by a new one.</param>
    /// <param name="sources">The maps to take from, in order.</param>
    /// <param name="overwrite">True where a source's value wins over one that is not empty.</param>
    public static Value Into(Frame frame, ValueMap target, ReadOnlySpan<Value> sources, bool overwrite)
    {
        WalkBudget budget = new();
        foreach (Value source in sources)
        {
            ValueMap from = source.Map();
            if (target.IsNil && !from.IsNil)
            {
                target = new ValueMap();
            }

            Merge(frame, target, from, overwrite, budget);
        }

        return Value.FromMap(target);
    }

    private static void Merge(Frame frame, ValueMap target, ValueMap source, bool overwrite, WalkBudget budget)
    {
        budget.Visit(source.Count);
        foreach (string key in source.Keys.ToArray())
        {
            Value from = source[key];
            bool has = target.TryGetValue(key, out Value to);
            if (from.IsNil)
            {
                if (overwrite)
                {
                    target[key] = from;
                }

                continue;
            }

            if (from.TryGetMap(out ValueMap? inner) && to.TryGetMap(out ValueMap? innerTarget) && !innerTarget.IsNil)
            {
                Merge(frame, innerTarget, inner, overwrite, budget);
                if (innerTarget.Count > 0)
                {
                    continue;    // emptiness is asked after the merge
                }
            }

            if (overwrite || !has || Defaults.IsEmpty(to))
            {
                frame.ChargeElements(has ? 0 : 1);
                target[key] = from;
            }
        }
    }
}
