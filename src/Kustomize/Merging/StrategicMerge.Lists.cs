using Steersman.Kustomize.Nodes;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Merging;

/// <content>Merged lists: kyaml's <c>associative_sequence.go</c>.</content>
internal sealed partial class StrategicMerge
{
    private YamlNode? WalkList(YamlNode? target, YamlNode? patch, MergeSchema schema)
    {
        CopyStyle(target, patch);
        if (VisitList(target, patch) is not { } merged)
        {
            return null;
        }

        List<string[]> values = schema.Keys.Count > 0 ? KeyValues(schema.Keys, patch, merged) : [];
        return values.Count > 0 || schema.Keys.Count > 0
            ? SetElements(values, schema.Keys, merged, patch, schema)
            : SetElements(ScalarValues(patch, merged), [""], merged, patch, schema);
    }

    private YamlNode? VisitList(YamlNode? target, YamlNode? patch)
    {
        if (NodeFields.IsMissingOrNull(target))
        {
            return patch;
        }

        if (patch is { Tag: YamlTags.Null })
        {
            return null;
        }

        return PatchDirective.Take(patch, budget) switch
        {
            PatchDirective.Delete => null,
            PatchDirective.Replace => patch,
            _ => target,
        };
    }

    private YamlNode? SetElements(List<string[]> valuesList, IReadOnlyList<string> keys, YamlNode merged, YamlNode? patch, MergeSchema schema)
    {
        if (keys.Count > 1)
        {
            Unite(valuesList);
        }

        if (valuesList.Count == 0)
        {
            return NodeFields.IsMissingOrNull(merged) ? null : merged;
        }

        YamlNode added = new(YamlNodeKind.Sequence);
        List<int> used = UsedKeys(valuesList, keys.Count);
        List<string> usedKeys = used.ConvertAll(index => keys[index]);
        foreach (string[] all in valuesList)
        {
            List<string> values = used.ConvertAll(index => all[index]);
            (IReadOnlyList<string> elementKeys, IReadOnlyList<string> elementValues) = OfElement(usedKeys, values);
            YamlNode? value = Walk(AssociativeList.Find(merged, elementKeys, elementValues, budget), AssociativeList.Find(patch, elementKeys, elementValues, budget), schema.Elements()).Node;
            if (NodeFields.IsEmptyMap(value))
            {
                AssociativeList.Set(merged, null, usedKeys, values, budget);
                continue;
            }

            for (int index = 0; index < usedKeys.Count; index++)
            {
                if (NodeFields.Field(value, usedKeys[index]) is null && values[index].Length > 0)
                {
                    NodeFields.Set(value!, usedKeys[index], YamlNode.Scalar(values[index]));
                }
            }

            AssociativeList.Set(added, value, usedKeys, values, budget);
        }

        AssociativeList.Append(added, merged, usedKeys, budget);
        return added;
    }

    /// <summary>Places of the keys that some element has a value of; of all of them where none has.</summary>
    private static List<int> UsedKeys(List<string[]> valuesList, int count)
    {
        List<int> used = [];
        for (int index = 0; index < count; index++)
        {
            if (valuesList.Exists(values => values[index].Length > 0))
            {
                used.Add(index);
            }
        }

        return used.Count > 0 ? used : [.. Enumerable.Range(0, count)];
    }

    private static (IReadOnlyList<string> Keys, IReadOnlyList<string> Values) OfElement(List<string> keys, List<string> values)
    {
        if (values.TrueForAll(value => value.Length == 0))
        {
            return (keys, values);
        }

        return ([.. keys.Where((_, index) => values[index].Length > 0)], [.. values.Where(value => value.Length > 0)]);
    }

    private static List<string[]> KeyValues(IReadOnlyList<string> keys, YamlNode? patch, YamlNode merged)
    {
        List<string[]> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (YamlNode? list in (ReadOnlySpan<YamlNode?>)[patch, merged])
        {
            foreach (YamlNode item in list is { Kind: YamlNodeKind.Sequence } ? list.Content : [])
            {
                string[] values = [.. keys.Select(key => NodeFields.Field(item, key) is { } value && !NodeFields.IsNilOrEmpty(value) ? value.Value : "")];
                if (seen.Add(string.Join('\0', values)))
                {
                    found.Add(values);
                }
            }
        }

        return found;
    }

    private static List<string[]> ScalarValues(YamlNode? patch, YamlNode merged)
    {
        List<string[]> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (YamlNode? list in (ReadOnlySpan<YamlNode?>)[patch, merged])
        {
            foreach (YamlNode item in list?.Content ?? [])
            {
                if (seen.Add(item.Value))
                {
                    found.Add([item.Value]);
                }
            }
        }

        return found;
    }

    /// <summary>Makes elements one that share a key and differ only where one of them has nothing (kyaml's <c>mergeValues</c>).</summary>
    private void Unite(List<string[]> valuesList)
    {
        for (int first = 0; first < valuesList.Count; first++)
        {
            budget.Steps(valuesList.Count);
            string[] own = valuesList[first];
            for (int second = 0; second < valuesList.Count; second++)
            {
                if (United(own, valuesList[second]) is { } united)
                {
                    valuesList[first] = united;
                    valuesList[second] = united;
                }
            }
        }
    }

    private static string[]? United(string[] first, string[] second)
    {
        bool sharesOne = false;
        string[] united = new string[first.Length];
        for (int index = 0; index < first.Length; index++)
        {
            if (first[index] == second[index])
            {
                sharesOne = true;
                united[index] = first[index];
            }
            else if (first[index].Length > 0 && second[index].Length > 0)
            {
                return null;
            }
            else
            {
                united[index] = first[index].Length > 0 ? first[index] : second[index];
            }
        }

        return sharesOne ? united : null;
    }
}
