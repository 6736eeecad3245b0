using System.Collections.Frozen;

namespace Steersman.Releases.Patching;

/// <summary>The strategic-merge metadata of Kubernetes' built-in kinds, from the table beside this file. Thread-safe.</summary>
public sealed class PatchMetadata
{
    // Helm's scheme is client-go's and the one of definitions: what it does not know gets JSON merge patches.
    private const string OutsideScheme = "apiregistration.k8s.io/";

    private static readonly Lazy<PatchMetadata> Table = new(Load);

    private readonly FrozenDictionary<string, string> _kinds;
    private readonly FrozenDictionary<string, Dictionary<string, PatchField>> _types;

    private PatchMetadata(FrozenDictionary<string, string> kinds, FrozenDictionary<string, Dictionary<string, PatchField>> types)
    {
        _kinds = kinds;
        _types = types;
    }

    /// <summary>The schema of a kind, or null where the kind is none that Helm knows: its objects are patched by JSON merge patches.</summary>
    /// <param name="apiVersion">Group and version, such as <c>apps/v1</c> or <c>v1</c>.</param>
    /// <param name="kind">The kind.</param>
    public static PatchSchema? SchemaOf(string apiVersion, string kind)
    {
        PatchMetadata table = Table.Value;
        return !apiVersion.StartsWith(OutsideScheme, StringComparison.Ordinal) && table._kinds.TryGetValue($"{apiVersion}/{kind}", out string? type) ? PatchSchema.Of(type, table) : null;
    }

    /// <summary>A field of a type, by its name, or by its name in other letters as Go's JSON library finds it.</summary>
    internal PatchField? Field(string type, string name)
    {
        if (!_types.TryGetValue(type, out Dictionary<string, PatchField>? fields))
        {
            return null;
        }

        return fields.TryGetValue(name, out PatchField? field)
            ? field
            : fields.FirstOrDefault(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static PatchMetadata Load()
    {
        Dictionary<string, string> kinds = new(StringComparer.Ordinal);
        Dictionary<string, Dictionary<string, PatchField>> types = new(StringComparer.Ordinal);
        Dictionary<string, PatchField> fields = [];
        using StreamReader lines = new(typeof(PatchMetadata).Assembly.GetManifestResourceStream("patch-metadata.txt")!);
        while (lines.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["kind", string kind, string type] when line[0] == 'k':
                    kinds.Add(kind, type);
                    break;
                case ["type", string type] when line[0] == 't':
                    fields = new Dictionary<string, PatchField>(StringComparer.Ordinal);
                    types.Add(type, fields);
                    break;
                case [string name, string form, string type, .. string[] strategy] when line[0] == ' ':
                    fields.Add(name, Field(form, type, strategy.FirstOrDefault()));
                    break;
            }
        }

        return new PatchMetadata(kinds.ToFrozenDictionary(StringComparer.Ordinal), types.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static PatchField Field(string form, string type, string? strategy)
    {
        string[] parts = strategy?.Split(':') ?? [];
        return new PatchField(
            form switch { "list" => FieldForm.List, "map" => FieldForm.Map, _ => FieldForm.Struct },
            type == "-" ? null : type,
            parts.ElementAtOrDefault(0),
            parts.ElementAtOrDefault(1));
    }
}
