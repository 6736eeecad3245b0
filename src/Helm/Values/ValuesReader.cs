using System.Text;
using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>Reads values files.</summary>
public static class ValuesReader
{
    private const string Separator = "---";

    /// <summary>
    /// A values.yaml or a file given with <c>-f</c> (loader.LoadValues): the documents of the text, later ones laid over earlier ones. Nulls stay.
    /// </summary>
    /// <exception cref="HelmException">A document is no YAML or no table.</exception>
    public static ValueMap LoadValues(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ValueMap? values = null;
        foreach (string document in Documents(text))
        {
            ValueMap table;
            try
            {
                table = Table(document, "map[string]interface {}") ?? new ValueMap();
            }
            catch (HelmException exception)
            {
                throw new HelmException($"cannot unmarshal yaml document: {exception.Message}", exception);
            }

            values = values is null ? table : MergeMaps(values, table);
        }

        return values ?? new ValueMap();
    }

    /// <summary>Values in the first document of a text (Helm's <c>ReadValues</c>).</summary>
    /// <exception cref="HelmException">It is no YAML or no table.</exception>
    public static ValueMap ReadValues(string text) => Table(text, "common.Values") ?? new ValueMap();

    /// <summary>Lays <paramref name="over"/> over <paramref name="under"/>: tables are merged, everything else is replaced. Changes neither, shares tables with both.</summary>
    public static ValueMap MergeMaps(ValueMap under, ValueMap over)
    {
        ArgumentNullException.ThrowIfNull(under);
        ArgumentNullException.ThrowIfNull(over);
        ValueMap merged = new(GoType.AnyMap, under.Count + over.Count);
        foreach ((string key, Value value) in under)
        {
            merged[key] = value;
        }

        foreach ((string key, Value value) in over)
        {
            merged[key] = value.TryGetMap(out ValueMap? table) && merged.TryGetValue(key, out Value existing) && existing.TryGetMap(out ValueMap? below)
                ? Value.FromMap(MergeMaps(below, table))
                : value;
        }

        return merged;
    }

    private static ValueMap? Table(string text, string goType)
    {
        Value value;
        try
        {
            value = ValueYaml.Parse(text);
        }
        catch (YamlException exception)
        {
            throw new HelmException(exception.Message, exception);
        }

        if (value.IsNil)
        {
            return null;
        }

        return value.TryGetMap(out ValueMap? table)
            ? table
            : throw new HelmException($"error unmarshaling JSON: while decoding JSON: {new Decoding.StructDecoder(isYaml: true).Mismatch(value, goType).Message}");
    }

    /// <summary>apimachinery's YAMLReader: a line that begins with three dashes ends a document; behind them only blanks or a comment may follow.</summary>
    private static List<string> Documents(string text)
    {
        List<string> documents = [];
        StringBuilder document = new();
        ReadOnlySpan<char> rest = text;
        while (rest.Length > 0)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.EndsWith("\r"))
            {
                line = line[..^1];
            }

            if (line.StartsWith(Separator))
            {
                ReadOnlySpan<char> behind = line[Separator.Length..].Trim();
                if (behind.Length > 0 && behind[0] != '#')
                {
                    throw new HelmException($"error reading yaml document: invalid Yaml document separator: {behind}");
                }

                if (document.Length > 0)
                {
                    documents.Add(document.ToString());
                    document.Clear();
                    continue;
                }
            }

            document.Append(line).Append('\n');
        }

        if (document.Length > 0)
        {
            documents.Add(document.ToString());
        }

        return documents;
    }
}
