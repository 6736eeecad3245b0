using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Validation;

/// <summary>Finds equal items of a list.</summary>
internal static class DuplicateItems
{
    // Few items are compared each with each, many only where their hashes are equal.
    private const int Few = 20;

    public static (int First, int Second)? Find(Datum[] items)
    {
        Dictionary<int, List<int>> seen = [];
        for (int second = 1; items.Length <= Few && second < items.Length; second++)
        {
            for (int first = 0; first < second; first++)
            {
                if (items[first].IsSameAs(items[second]))
                {
                    return (first, second);
                }
            }
        }

        for (int second = 0; items.Length > Few && second < items.Length; second++)
        {
            int hash = Hash(items[second]);
            List<int> candidates = seen.TryGetValue(hash, out List<int>? known) ? known : seen[hash] = [];
            foreach (int first in candidates)
            {
                if (items[first].IsSameAs(items[second]))
                {
                    return (first, second);
                }
            }

            candidates.Add(second);
        }

        return null;
    }

    private static int Hash(Datum value)
    {
        HashCode hash = default;
        hash.Add(value.Kind);
        if (value.Number is { } number)
        {
            hash.Add(number);
        }
        else
        {
            hash.Add(value.Text, StringComparer.Ordinal);
        }

        foreach (string name in value.Names)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(Hash(value[name]!));
        }

        foreach (Datum item in value.Items)
        {
            hash.Add(Hash(item));
        }

        return hash.ToHashCode();
    }
}
