using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary>What templates see as <c>.Chart</c>: Chart.yaml as a map with Go's names (Helm's <c>MetadataAsMap</c>).</summary>
internal static class ChartObject
{
    public static ValueMap Of(Chart chart, bool isRoot)
    {
        ValueMap map = new();
        if (chart.Metadata is { } metadata)
        {
            map["Name"] = Value.FromString(metadata.Name);
            map["Home"] = Value.FromString(metadata.Home);
            map["Sources"] = Strings(metadata.Sources);
            map["Version"] = Value.FromString(metadata.Version);
            map["Description"] = Value.FromString(metadata.Description);
            map["Keywords"] = Strings(metadata.Keywords);
            map["Maintainers"] = List(metadata.Maintainers, Maintainer);
            map["Icon"] = Value.FromString(metadata.Icon);
            map["APIVersion"] = Value.FromString(metadata.ApiVersion);
            map["Condition"] = Value.FromString(metadata.Condition);
            map["Tags"] = Value.FromString(metadata.Tags);
            map["AppVersion"] = Value.FromString(metadata.AppVersion);
            map["Deprecated"] = Value.FromBool(metadata.Deprecated);
            map["Annotations"] = Annotations(metadata.Annotations);
            map["KubeVersion"] = Value.FromString(metadata.KubeVersion);
            map["Dependencies"] = List(metadata.Dependencies, Dependency);
            map["Type"] = Value.FromString(metadata.Type);
        }

        map["IsRoot"] = Value.FromBool(isRoot);
        return map;
    }

    private static Value Maintainer(Maintainer maintainer)
    {
        ValueMap map = new();
        map["Name"] = Value.FromString(maintainer.Name);
        map["Email"] = Value.FromString(maintainer.Email);
        map["URL"] = Value.FromString(maintainer.Url);
        return Value.FromMap(map);
    }

    private static Value Dependency(Dependency dependency)
    {
        ValueMap map = new();
        map["Name"] = Value.FromString(dependency.Name);
        map["Version"] = Value.FromString(dependency.Version);
        map["Repository"] = Value.FromString(dependency.Repository);
        map["Condition"] = Value.FromString(dependency.Condition);
        map["Tags"] = Strings(dependency.Tags);
        map["Enabled"] = Value.FromBool(dependency.Enabled);
        map["ImportValues"] = List(dependency.ImportValues, static value => value);
        map["Alias"] = Value.FromString(dependency.Alias);
        return Value.FromMap(map);
    }

    private static Value Annotations(IReadOnlyDictionary<string, string>? annotations)
    {
        ValueMap map = new(GoType.StringMap) { IsNil = annotations is null };
        foreach ((string key, string value) in annotations ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            map[key] = Value.FromString(value);
        }

        return Value.FromMap(map);
    }

    private static Value Strings(IReadOnlyList<string>? items) => List(items, Value.FromString);

    private static Value List<T>(IReadOnlyList<T>? items, Func<T, Value> convert) =>
        Value.FromList(new ValueList(GoType.AnySlice, [.. (items ?? []).Select(convert)]));
}
