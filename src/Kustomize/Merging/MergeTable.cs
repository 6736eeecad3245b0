using System.Collections.Frozen;

namespace Steersman.Kustomize.Merging;

/// <summary>The fields of Kubernetes' kinds that merges must know, from the table beside this file. Thread-safe.</summary>
internal sealed class MergeTable
{
    private static readonly Lazy<MergeTable> Table = new(Load);

    private readonly FrozenDictionary<string, string> _kinds;
    private readonly FrozenDictionary<string, FrozenDictionary<string, MergeSchema>> _types;

    private MergeTable(Dictionary<string, string> kinds, Dictionary<string, Dictionary<string, MergeSchema>> types)
    {
        _kinds = kinds.ToFrozenDictionary(StringComparer.Ordinal);
        _types = types.ToFrozenDictionary(type => type.Key, type => type.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public static MergeTable Instance => Table.Value;

    public string? TypeOf(string apiVersion, string kind) => _kinds.GetValueOrDefault($"{apiVersion}/{kind}");

    public MergeSchema? Field(string type, string name) => _types.TryGetValue(type, out FrozenDictionary<string, MergeSchema>? fields) ? fields.GetValueOrDefault(name) : null;

    private static MergeTable Load()
    {
        Dictionary<string, string> kinds = new(StringComparer.Ordinal);
        Dictionary<string, Dictionary<string, MergeSchema>> types = new(StringComparer.Ordinal);
        Dictionary<string, MergeSchema> fields = [];
        using StreamReader lines = new(typeof(MergeTable).Assembly.GetManifestResourceStream("merge-keys.txt")!);
        while (lines.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["kind", string kind, string type] when line[0] == 'k':
                    kinds.Add(kind, type);
                    break;
                case ["type", string type] when line[0] == 't':
                    fields = new Dictionary<string, MergeSchema>(StringComparer.Ordinal);
                    types.Add(type, fields);
                    break;
                case [string name, string form, string type, .. string[] strategy] when line[0] == ' ':
                    fields.Add(name, Schema(form, type, strategy.FirstOrDefault() ?? ""));
                    break;
            }
        }

        return new MergeTable(kinds, types);
    }

    private static MergeSchema Schema(string form, string type, string strategy)
    {
        string[] parts = strategy.Split(':');
        return new MergeSchema(
            form switch { "list" => MergeForm.List, "map" => MergeForm.Map, _ => MergeForm.Struct },
            type == "-" ? null : type,
            IsMerged: parts[0].Split(',').Contains("merge", StringComparer.Ordinal),
            parts.Length > 1 ? parts[1].Split(',') : []);
    }
}
