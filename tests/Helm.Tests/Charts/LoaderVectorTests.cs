using System.Text.Json;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Logging;
using Steersman.Helm.Releases;
using Steersman.Helm.Tests.Support;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Charts;

[Category("Vectors")]
public sealed class LoaderVectorTests
{
    [Test]
    public void Charts_are_loaded_and_refused_as_Helm_does_it() => VectorGroup.Run("engine/loader", Judge);

    private static string? Judge(JsonElement vector)
    {
        string function = vector.GetProperty("fn").GetString()!;
        return function switch
        {
            "LoadArchive" => JudgeLoading(vector, warn => ChartLoader.LoadArchive(vector.GetProperty("archive").GetBytesFromBase64(), warn, Limits(vector))),
            "LoadDir" => JudgeDirectory(vector),
            "EnsureArchive" => JudgeEnsureArchive(vector),
            "ValidateReleaseName" => VectorValues.Compare(VectorValues.Text(vector, "error"), ReleaseName.Validate(vector.GetProperty("in").GetString()!)),
            "ValidateMetadataName" => VectorValues.Compare(VectorValues.Text(vector, "error"), ReleaseName.ValidateMetadataName(vector.GetProperty("in").GetString()!)),
            "ValidateAgainstSingleSchema" or "ValidateAgainstSchema" => SchemaVectors.Judge(vector),
            _ => $"no such function: {function}",
        };
    }

    private static ArchiveLimits Limits(JsonElement vector) => vector.TryGetProperty("maxDecompressedChartSize", out JsonElement size)
        ? ArchiveLimits.Default with { MaxDecompressedChartSize = size.GetInt64() }
        : ArchiveLimits.Default;

    private static string? JudgeLoading(JsonElement vector, Func<Action<LogEntry>, Chart> load, string directory = "")
    {
        List<string> warnings = [];
        try
        {
            Chart chart = load(entry => warnings.Add(entry.ToString()));
            if (VectorValues.Text(vector, "error") is { } error)
            {
                return $"expected the error {error}";
            }

            return VectorValues.First(
                vector.TryGetProperty("out", out JsonElement expected) ? VectorValues.Compare(expected, Value.FromMap(Show(chart, null))) : null,
                VectorValues.CompareWarnings(vector, warnings));
        }
        catch (HelmException exception)
        {
            string text = directory.Length > 0 ? exception.Message.Replace(directory, "<dir>") : exception.Message;
            return VectorValues.Compare(VectorValues.Text(vector, "error"), text);
        }
    }

    private static string? JudgeDirectory(JsonElement vector)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("chart");
        try
        {
            foreach (JsonProperty file in vector.GetProperty("files").EnumerateObject())
            {
                string path = Path.Combine(root.FullName, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Value.GetString());
            }

            if (vector.TryGetProperty("symlinks", out JsonElement links) && links.ValueKind is JsonValueKind.Object)
            {
                foreach (JsonProperty link in links.EnumerateObject())
                {
                    File.CreateSymbolicLink(Path.Combine(root.FullName, link.Name), link.Value.GetString()!.Replace("<dir>", root.FullName));
                }
            }

            return JudgeLoading(vector, warn => ChartLoader.LoadDirectory(root.FullName, warn), root.FullName);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static string? JudgeEnsureArchive(JsonElement vector)
    {
        try
        {
            ChartLoader.EnsureArchive(vector.GetProperty("name").GetString()!, vector.GetProperty("data").GetBytesFromBase64());
            return VectorValues.Compare(VectorValues.Text(vector, "error"), null);
        }
        catch (HelmException exception)
        {
            return VectorValues.Compare(VectorValues.Text(vector, "error"), exception.Message);
        }
    }

    private static ValueMap Show(Chart chart, string? parent)
    {
        // The record's JSON has everything but the parts that records leave out.
        ValueMap record = (ValueMap)GoJson.Parse(ReleaseCodec.ToJson(new Release { Chart = chart })).Reference!;
        ValueMap shown = (ValueMap)record["chart"].Reference!;
        string path = chart.FullPath(parent);
        ValueMap map = new();
        map["metadata"] = shown["metadata"];
        map["lock"] = shown["lock"];
        map["values"] = shown["values"];
        map["schema"] = Value.FromString(chart.Schema is { } schema ? GoString.FromBytes(schema.Span) : "");
        map["templates"] = Files(chart.Templates ?? []);
        map["files"] = Files(chart.Files ?? []);
        map["raw"] = Value.FromList(ValueList.OfStrings(chart.Raw.Select(file => file.Name)));
        map["crds"] = Value.FromList(new ValueList(GoType.AnySlice, [.. chart.CrdObjects(parent).Select(crd =>
        {
            ValueMap file = new();
            file["filename"] = Value.FromString(crd.Filename);
            file["name"] = Value.FromString(crd.File.Name);
            return Value.FromMap(file);
        })]));
        map["charts"] = Value.FromList(new ValueList(GoType.AnySlice, [.. chart.Dependencies.OrderBy(below => below.Name, StringComparer.Ordinal).Select(below => Value.FromMap(Show(below, path)))]));
        return map;
    }

    private static Value Files(IReadOnlyList<ChartFile> files) => Value.FromList(new ValueList(GoType.AnySlice, [.. files.Select(file =>
    {
        ValueMap map = new();
        map["name"] = Value.FromString(file.Name);
        map["data"] = Value.FromString(Convert.ToBase64String(file.Data.Span));
        return Value.FromMap(map);
    })]));
}
