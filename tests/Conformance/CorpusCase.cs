using System.Text.Json;

namespace Steersman.Conformance;

/// <summary>A chart, what it is rendered with, and what Helm makes of it.</summary>
internal sealed class CorpusCase(JsonElement json)
{
    public string Chart => Text("chart");

    /// <summary>Names the case in lists: chart and case.</summary>
    public string Id => $"{Path.GetFileNameWithoutExtension(Chart)}/{Text("case")}";

    public string Values => Text("values");

    public string Release => Text("release");

    public string Namespace => Text("namespace");

    public string KubeVersion => Text("kubeVersion");

    public bool IsUpgrade => Flag("isUpgrade");

    public bool SkipSchemaValidation => Flag("skipSchemaValidation");

    public IReadOnlyList<string> ApiVersions => [.. Items("apiVersions").Select(item => item.GetString()!)];

    public string Error => Text("error");

    public string Manifest => Text("manifest");

    public bool HasUnorderedDocuments => Flag("unorderedDocuments");

    public IReadOnlySet<int> Volatile => Lines(json, "volatile");

    public string Notes => Text("notes");

    public IReadOnlySet<int> NotesVolatile => Lines(json, "notesVolatile");

    public IReadOnlyList<string> Crds => [.. Items("crds").Select(item => item.GetString()!)];

    public IReadOnlyList<JsonElement> Hooks => [.. Items("hooks")];

    public static IReadOnlySet<int> Lines(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement lines) && lines.ValueKind is JsonValueKind.Array ? lines.EnumerateArray().Select(line => line.GetInt32()).ToHashSet() : [];

    private string Text(string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";

    private bool Flag(string name) => json.TryGetProperty(name, out JsonElement flag) && flag.ValueKind is JsonValueKind.True;

    private IEnumerable<JsonElement> Items(string name) =>
        json.TryGetProperty(name, out JsonElement items) && items.ValueKind is JsonValueKind.Array ? items.EnumerateArray() : [];
}
