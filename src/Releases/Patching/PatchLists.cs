namespace Steersman.Releases.Patching;

/// <summary>Lists of maps that are merged by a key, and lists of scalars that are sets: their elements, and their order.</summary>
internal static class PatchLists
{
    // Go's sort keeps lists of up to twelve elements by insertion; beyond that the order of equal elements is nobody's business.
    private const int InsertionSorted = 12;

    /// <summary>True for lists of maps.</summary>
    /// <exception cref="PatchException">The elements are of different types, lists, or none at all.</exception>
    public static bool HoldMaps(params ReadOnlySpan<List<object?>> lists)
    {
        object? first = null;
        foreach (List<object?> list in lists)
        {
            foreach (object? item in list)
            {
                if (item is List<object?>)
                {
                    throw new PatchException("lists of lists are not supported");
                }

                if (item is null || (first is not null && !PatchValues.HasSameType(first, item)))
                {
                    throw new PatchException($"list element types are not identical: [{string.Join(' ', lists.ToArray().Select(PatchValues.Text))}]");
                }

                first = item;
            }
        }

        return first is null ? throw new PatchException("no elements in any of the given slices") : first is Dictionary<string, object?>;
    }

    /// <summary>The merge key's value of an element.</summary>
    /// <exception cref="PatchException">The element is no map, or has no such key.</exception>
    public static object? KeyOf(object? item, string key)
    {
        Dictionary<string, object?> map = AsMap(item);
        return map.TryGetValue(key, out object? value) ? value : throw NoMergeKey(map, key);
    }

    /// <summary>The element as a map.</summary>
    /// <exception cref="PatchException">It is none.</exception>
    public static Dictionary<string, object?> AsMap(object? item) => item as Dictionary<string, object?> ?? throw BadType("map[string]interface {}", item);

    /// <summary>The value as a list.</summary>
    /// <exception cref="PatchException">It is none.</exception>
    public static List<object?> AsList(object? value) => value as List<object?> ?? throw BadType("[]interface {}", value);

    public static PatchException NoMergeKey(Dictionary<string, object?> map, string key) => new($"map: {PatchValues.Text(map)} does not contain declared merge key: {key}");

    /// <summary>Places of elements by the value of their merge key, or by themselves where there is none; the first of equals counts.</summary>
    /// <exception cref="PatchException">There is a key, and an element is no map.</exception>
    public static Dictionary<PatchKey, int> Index(List<object?> list, string? key)
    {
        Dictionary<PatchKey, int> places = new(list.Count);
        for (int index = 0; index < list.Count; index++)
        {
            if (key is null)
            {
                places.TryAdd(new(list[index]), index);
            }
            else if (list[index] is not Dictionary<string, object?> map)
            {
                throw new PatchException($"value for key {index} is not a map.");
            }
            else if (map.TryGetValue(key, out object? value))
            {
                places.TryAdd(new(value), index);
            }
        }

        return places;
    }

    /// <summary>Scalars by their text, in a list of their own.</summary>
    public static List<object?> Sorted(List<object?> list) => Sorted(list, item => item);

    /// <summary>Maps by the text of a key, in a list of their own; a map without it counts as <c>&lt;nil&gt;</c>.</summary>
    public static List<object?> SortedBy(List<object?> list, string key) => Sorted(list, item => Value(item, key));

    // Of a short list equal elements come out in reverse, as Go's sort with this comparison leaves them.
    private static List<object?> Sorted(List<object?> list, Func<object?, object?> keyOf)
    {
        List<(string Text, object? Item)> entries = [.. list.Select(item => (PatchValues.Text(keyOf(item)), item))];
        if (entries.Count <= InsertionSorted)
        {
            entries.Reverse();
        }

        return [.. entries.OrderBy(entry => entry.Text, Comparer<string>.Create(PatchValues.Compare)).Select(entry => entry.Item)];
    }

    /// <summary>Sorts elements by their place in another list; those to be deleted come last.</summary>
    /// <exception cref="PatchException">An element has no merge key.</exception>
    public static List<object?> Order(List<object?> list, List<object?> order, string? key, bool areMaps)
    {
        List<object?> deleted = [];
        if (areMaps)
        {
            foreach (object? item in list.Concat(order))
            {
                _ = KeyOf(item, key ?? "");
            }

            deleted = [.. list.Where(item => PatchDirectives.IsDeletion((Dictionary<string, object?>)item!))];
            list = [.. list.Where(item => !PatchDirectives.IsDeletion((Dictionary<string, object?>)item!))];
        }

        int[] places = Places(list, order, key, areMaps);
        object?[] items = [.. list];
        if (Array.IndexOf(places, -1) < 0)
        {
            items = [.. items.Zip(places).OrderBy(pair => pair.Second).Select(pair => pair.First)];
        }
        else
        {
            Insert(items, places);
        }

        return [.. items, .. deleted];
    }

    /// <summary>Puts what the patch names, in its order, and what only the server has, in the server's order, into one list; the server's order decides where both are in it.</summary>
    /// <exception cref="PatchException">An element has no merge key.</exception>
    public static List<object?> Interleave(List<object?> named, List<object?> others, List<object?> patchOrder, List<object?> serverOrder, string? key, bool areMaps)
    {
        named = Order(named, patchOrder, key, areMaps);
        others = Order(others, serverOrder, key, areMaps);
        int[] namedPlaces = Places(named, serverOrder, key, areMaps);
        int[] otherPlaces = Places(others, serverOrder, key, areMaps);
        List<object?> all = new(named.Count + others.Count);
        int left = 0, right = 0;
        while (left < others.Count || right < named.Count)
        {
            bool takesOther = right >= named.Count
                || (left < others.Count && otherPlaces[left] >= 0 && namedPlaces[right] >= 0 && otherPlaces[left] < namedPlaces[right]);
            all.Add(takesOther ? others[left++] : named[right++]);
        }

        return all;
    }

    /// <summary>Parts a list into what another list names and the rest.</summary>
    /// <exception cref="PatchException">An element has no merge key.</exception>
    public static (List<object?> Named, List<object?> Others) Part(List<object?> list, List<object?> by, string? key)
    {
        List<object?> named = [], others = [];
        Dictionary<PatchKey, int> index = Index(by, key);
        foreach (object? item in list)
        {
            bool isNamed = index.ContainsKey(new(key is null ? item : KeyOf(item, key)));
            (isNamed ? named : others).Add(item);
        }

        return (named, others);
    }

    private static int[] Places(List<object?> list, List<object?> order, string? key, bool areMaps)
    {
        Dictionary<PatchKey, int> index = [];
        for (int at = 0; at < order.Count; at++)
        {
            index.TryAdd(new(areMaps ? Value(order[at], key) : order[at]), at);
        }

        return [.. list.Select(item => index.TryGetValue(new(areMaps ? Value(item, key) : item), out int place) ? place : -1)];
    }

    private static object? Value(object? item, string? key) => item is Dictionary<string, object?> map ? map.GetValueOrDefault(key ?? "") : null;

    // An element without a place goes before those that are sorted already: the comparison of Kubernetes' library calls it the smaller one.
    private static void Insert(object?[] items, int[] places)
    {
        for (int end = 1; end < items.Length; end++)
        {
            for (int at = end; at > 0 && (places[at] < 0 || places[at - 1] < 0 || places[at] < places[at - 1]); at--)
            {
                (items[at], items[at - 1]) = (items[at - 1], items[at]);
                (places[at], places[at - 1]) = (places[at - 1], places[at]);
            }
        }
    }

    private static PatchException BadType(string expected, object? actual) => new($"expected a {expected}, but received a {PatchValues.TypeName(actual)}");
}
