using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Logging;
using Steersman.Helm.Rendering;
using Steersman.Helm.Tests.Support;
using Steersman.Helm.Values;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Values;

[Category("Vectors")]
public sealed class CoalesceVectorTests
{
    [Test]
    public void Values_are_laid_over_defaults_as_Helm_lays_them() => VectorGroup.Run("engine/coalesce", Judge);

    private static string? Judge(JsonElement vector)
    {
        List<string> warnings = [];
        Value actual = default;
        string? error = null;
        try
        {
            actual = Call(vector, entry => AddTo(warnings, entry));
        }
        catch (HelmException exception)
        {
            error = exception.Message;
        }

        return VectorValues.First(
            VectorValues.Compare(VectorValues.Text(vector, "error"), error),
            error is null && vector.TryGetProperty("out", out JsonElement expected) ? VectorValues.Compare(expected, actual) : null,
            error is null && vector.GetProperty("fn").GetString() == "ProcessDependencies" ? JudgeCoalesced(vector) : null,
            vector.GetProperty("fn").GetString() == "ProcessDependencies" ? null : VectorValues.CompareWarnings(vector, warnings));
    }

    private static string? JudgeCoalesced(JsonElement vector)
    {
        Chart chart = ChartDependencies.Process(VectorCharts.Read(vector.GetProperty("chart")), VectorValues.Map(vector, "values"));
        try
        {
            Value coalesced = Value.FromMap(Coalesce.CoalesceValues(chart, VectorValues.Map(vector, "values")));
            return VectorValues.Compare(vector.GetProperty("coalesced"), coalesced);
        }
        catch (HelmException exception)
        {
            return VectorValues.Compare(VectorValues.Text(vector, "coalescedError"), exception.Message);
        }
    }

    private static void AddTo(List<string> warnings, LogEntry entry)
    {
        if (entry.Level is not LogLevel.Debug)
        {
            warnings.Add(entry.ToString());
        }
    }

    private static Value Call(JsonElement vector, Action<LogEntry> warn)
    {
        string function = vector.GetProperty("fn").GetString()!;
        ValueMap? values = VectorValues.Map(vector, "values");
        switch (function)
        {
            case "CoalesceValues":
                return Value.FromMap(Coalesce.CoalesceValues(VectorCharts.Read(vector.GetProperty("chart")), values, warn));
            case "MergeValues":
                return Value.FromMap(Coalesce.MergeValues(VectorCharts.Read(vector.GetProperty("chart")), values, warn));
            case "CoalesceTables":
                return OrNil(Coalesce.CoalesceTables(VectorValues.Map(vector, "dst"), VectorValues.Map(vector, "src"), warn));
            case "MergeTables":
                return OrNil(Coalesce.MergeTables(VectorValues.Map(vector, "dst"), VectorValues.Map(vector, "src"), warn));
            case "ProcessDependencies":
                return Tree(ChartDependencies.Process(VectorCharts.Read(vector.GetProperty("chart")), values), null);
            case "PathValue":
                return ValuesPath.PathValue(values!, vector.GetProperty("path").GetString()!);
            case "Table":
                return Value.FromMap(ValuesPath.Table(values!, vector.GetProperty("path").GetString()!));
            case "ReadValues":
                return Value.FromMap(ValuesReader.ReadValues(vector.GetProperty("yaml").GetString()!));
            case "ParseKubeVersion":
                return Version(KubeVersionParser.Parse(vector.GetProperty("in").GetString()!));
            case "IsCompatibleRange":
                return Value.FromBool(ChartVersions.IsCompatibleRange(vector.GetProperty("constraint").GetString()!, vector.GetProperty("version").GetString()!));
            case "ToRenderValues":
                return ToRenderValues(vector, values, warn);
            default:
                throw new InvalidOperationException($"no such function: {function}");
        }
    }

    private static Value OrNil(ValueMap? map) => map is null ? Value.Nil : Value.FromMap(map);

    private static Value Tree(Chart chart, string? parent)
    {
        string path = chart.FullPath(parent);
        ValueMap tree = new();
        tree["name"] = Value.FromString(chart.Name);
        tree["path"] = Value.FromString(path);
        tree["values"] = OrNil(chart.Values);
        tree["dependencies"] = Value.FromList(new ValueList(GoType.AnySlice, [.. (chart.Metadata!.Dependencies ?? []).Select(Dependency)]));
        tree["charts"] = Value.FromList(new ValueList(GoType.AnySlice, [.. chart.Dependencies.Select(below => Tree(below, path))]));
        return Value.FromMap(tree);
    }

    private static Value Dependency(Dependency dependency)
    {
        ValueMap map = new();
        void Add(string name, string text)
        {
            if (text.Length > 0 || name is "name" or "repository")
            {
                map[name] = Value.FromString(text);
            }
        }

        Add("name", dependency.Name);
        Add("version", dependency.Version);
        Add("repository", dependency.Repository);
        Add("condition", dependency.Condition);
        Add("alias", dependency.Alias);
        if (dependency.Tags is { Count: > 0 } tags)
        {
            map["tags"] = Value.FromList(ValueList.OfStrings(tags));
        }

        if (dependency.Enabled)
        {
            map["enabled"] = Value.True;
        }

        if (dependency.ImportValues is { Count: > 0 } imports)
        {
            map["import-values"] = Value.FromList(new ValueList(GoType.AnySlice, [.. imports]));
        }

        return Value.FromMap(map);
    }

    private static Value Version(KubeVersion version)
    {
        ValueMap map = new();
        map["GitVersion"] = Value.FromString(version.Version);
        map["Version"] = Value.FromString(version.Version);
        map["Major"] = Value.FromString(version.Major);
        map["Minor"] = Value.FromString(version.Minor);
        map["String"] = Value.FromString(version.ToString());
        return Value.FromMap(map);
    }

    private static Value ToRenderValues(JsonElement vector, ValueMap? values, Action<LogEntry> warn)
    {
        JsonElement release = vector.GetProperty("release");
        ReleaseOptions options = new()
        {
            Name = release.GetProperty("name").GetString()!,
            Namespace = release.GetProperty("namespace").GetString()!,
            Revision = release.GetProperty("revision").GetInt32(),
            IsInstall = release.GetProperty("isInstall").GetBoolean(),
            IsUpgrade = release.GetProperty("isUpgrade").GetBoolean(),
        };
        RenderValues rendered = RenderValues.Compose(VectorCharts.Read(vector.GetProperty("chart")), values, options, new Capabilities(KubeVersionParser.Parse("v1.34.2"), []), warn: warn);
        ValueMap top = new();
        ValueMap seen = new();
        seen["Name"] = Value.FromString(rendered.Release.Name);
        seen["Namespace"] = Value.FromString(rendered.Release.Namespace);
        seen["Revision"] = Value.FromInt(rendered.Release.Revision);
        seen["IsInstall"] = Value.FromBool(rendered.Release.IsInstall);
        seen["IsUpgrade"] = Value.FromBool(rendered.Release.IsUpgrade);
        seen["Service"] = Value.FromString("Helm");
        ValueMap version = new();
        version["Major"] = Value.FromString(rendered.Capabilities.KubeVersion.Major);
        version["Minor"] = Value.FromString(rendered.Capabilities.KubeVersion.Minor);
        version["Version"] = Value.FromString(rendered.Capabilities.KubeVersion.Version);
        ValueMap capabilities = new();
        capabilities["KubeVersion"] = Value.FromMap(version);
        top["Capabilities"] = Value.FromMap(capabilities);
        top["Release"] = Value.FromMap(seen);
        top["Values"] = Value.FromMap(rendered.Values);
        return Value.FromMap(top);
    }
}
