using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Decoding;

namespace Steersman.Helm.Tests.Support;

/// <summary>Charts as vectors write them: {name, version, dependencies, values, schema, charts}.</summary>
internal static class VectorCharts
{
    public static Chart Read(JsonElement json)
    {
        Metadata metadata = ChartDecoding.Metadata(new StructDecoder(isYaml: false), VectorValues.Read(json), new Metadata { ApiVersion = "v2", Version = "0.1.0" });
        return new Chart
        {
            Metadata = metadata,
            Values = VectorValues.Map(json, "values"),
            Schema = json.TryGetProperty("schema", out JsonElement schema) && schema.ValueKind is not JsonValueKind.Null ? GoString.ToBytes(SchemaText(schema)) : (ReadOnlyMemory<byte>?)null,
            Dependencies = json.TryGetProperty("charts", out JsonElement charts) && charts.ValueKind is JsonValueKind.Array ? [.. charts.EnumerateArray().Select(Read)] : [],
        };
    }

    private static string SchemaText(JsonElement schema) => schema.ValueKind is JsonValueKind.String ? schema.GetString()! : schema.GetRawText();
}
