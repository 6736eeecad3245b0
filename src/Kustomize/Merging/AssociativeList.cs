using Steersman.Kustomize.Nodes;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Merging;

/// <summary>Lists whose elements are told apart by keys: kyaml's <c>ElementSetter</c>, <c>ElementMatcher</c> and <c>appendListNode</c>, with their ways.</summary>
internal static class AssociativeList
{
    /// <summary>Sets, or with no element removes, the elements that match; empty elements go. An element that matches none is appended.</summary>
    public static void Set(YamlNode list, YamlNode? element, IReadOnlyList<string> keys, IReadOnlyList<string> values, Budget budget)
    {
        NodeFields.ErrorIfInvalid(list, YamlNodeKind.Sequence);
        budget.Steps(list.Content.Count);
        bool setsMapping = keys.Count > 0 && keys[0].Length > 0 && values.Count > 0 && values[0].Length > 0;
        List<YamlNode> content = new(list.Content.Count + 1);
        bool isFound = false;
        foreach (YamlNode item in list.Content)
        {
            if (NodeFields.IsEmptyMap(item))
            {
                continue;
            }

            if (item.Kind != YamlNodeKind.Mapping && setsMapping)
            {
                content.Add(item);
            }
            else if (!Matches(item, keys, values))
            {
                if (values.Count > 0)
                {
                    content.Add(item);
                }
            }
            else
            {
                isFound = true;
                if (element is not null)
                {
                    content.Add(element);
                }
            }
        }

        list.Replace(content);
        if (!NodeFields.IsMissingOrNull(element) && !isFound)
        {
            content.Add(element!);
        }
    }

    /// <summary>The first element that matches; null where none does, or where this is no list.</summary>
    public static YamlNode? Find(YamlNode? list, IReadOnlyList<string> keys, IReadOnlyList<string> values, Budget budget)
    {
        if (list is not { Kind: YamlNodeKind.Sequence })
        {
            return null;
        }

        budget.Steps(list.Content.Count);
        if (keys.Count == 0 || keys[0].Length == 0)
        {
            string value = values.Count > 0 ? values[0] : "";
            return list.Content.Find(item => item.Value == value);
        }

        return list.Content.Find(item => item.Kind == YamlNodeKind.Mapping && HasAll(item, keys, values));
    }

    /// <summary>Appends the elements of one list to another; one with the same keys takes the place of what is there.</summary>
    public static void Append(YamlNode list, YamlNode source, IReadOnlyList<string> keys, Budget budget)
    {
        YamlNode[] items = [.. source.Content];
        foreach (YamlNode item in items)
        {
            if (keys[0].Length == 0)
            {
                Set(list, item, [""], [item.Value], budget);
                continue;
            }

            List<string> values = [];
            foreach (string key in keys)
            {
                if (NodeFields.Get(item, key) is { } value)
                {
                    values.Add(value.Value);
                }
                else
                {
                    list.Content.Add(item);
                }
            }

            if (keys.Count > 1)
            {
                Set(list, null, keys, values, budget);
            }

            Set(list, item, keys, values, budget);
        }
    }

    private static bool HasAll(YamlNode item, IReadOnlyList<string> keys, IReadOnlyList<string> values)
    {
        for (int index = 0; index < keys.Count; index++)
        {
            if (NodeFields.Field(item, keys[index]) is not { } value || value.Value != values[index])
            {
                return false;
            }
        }

        return true;
    }

    // An empty value asks only that the field is there; a value that is missing goes on with the field before.
    private static bool Matches(YamlNode item, IReadOnlyList<string> keys, IReadOnlyList<string> values)
    {
        YamlNode? found = null;
        for (int index = 0; index < keys.Count; index++)
        {
            if (index < values.Count)
            {
                found = Match(item, keys[index], values[index]);
            }

            if (found is null)
            {
                return false;
            }
        }

        return true;
    }

    private static YamlNode? Match(YamlNode item, string key, string value)
    {
        if (key.Length == 0)
        {
            NodeFields.ErrorIfInvalid(item, YamlNodeKind.Scalar);
            return NodeFields.ValueOf(item) == value ? item : null;
        }

        YamlNode? field = NodeFields.Get(item, key);
        return field is not null && (value.Length == 0 || field.Value == value) ? field : null;
    }
}
