using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Decoding;
using Steersman.Helm.Values;
using Steersman.Semver;
using Steersman.Yaml;

namespace Steersman.Helm.Registry;

/// <summary>Reads indexes as Helm does: JSON as it comes, YAML strictly, without a key twice and without fields that nobody knows.</summary>
internal static class IndexDecoding
{
    private static readonly string[] IndexFields = ["serverInfo", "apiVersion", "generated", "entries", "publicKeys", "annotations"];

    private static readonly string[] VersionFields =
        [.. ChartDecoding.MetadataFields, "urls", "created", "removed", "digest", "checksum", "engine", "tillerVersion", "url"];

    private static readonly HashSet<string> OwnFields = new(VersionFields.Except(ChartDecoding.MetadataFields), StringComparer.OrdinalIgnoreCase);

    public static IndexFile Load(string text, Action<string>? warn)
    {
        try
        {
            return Read(text, warn);
        }
        catch (HelmException exception)
        {
            throw new HelmException("error loading index.yaml: " + exception.Message, exception);
        }
    }

    private static IndexFile Read(string text, Action<string>? warn)
    {
        if (text.Length == 0)
        {
            throw new HelmException("empty index.yaml file");
        }

        (Value value, bool isYaml) = Parse(text);
        try
        {
            return Decode(new StructDecoder(isYaml: false) { RefusesUnknownFields = isYaml }, value, warn);
        }
        catch (HelmException exception) when (isYaml && exception.Message != NoApiVersion)
        {
            throw new HelmException("error unmarshaling JSON: while decoding JSON: " + exception.Message, exception);
        }
    }

    private const string NoApiVersion = "no API version specified";

    private static (Value Value, bool IsYaml) Parse(string text)
    {
        try
        {
            return (GoJson.Parse(text), false);
        }
        catch (GoJsonException)
        {
            // No JSON: it is YAML.
        }

        try
        {
            ValueYamlBuilder builder = default;
            return (YamlReader.Read<Value, ValueYamlBuilder>(text, ref builder, isStrict: true), true);
        }
        catch (YamlException exception)
        {
            throw new HelmException("error converting YAML to JSON: " + exception.Message, exception);
        }
    }

    private static IndexFile Decode(StructDecoder decoder, in Value value, Action<string>? warn)
    {
        string apiVersion = "";
        Dictionary<string, IReadOnlyList<ChartVersion>> entries = new(StringComparer.Ordinal);
        decoder.Struct(value, "repo.IndexFile", IndexFields, (name, item) =>
        {
            switch (name)
            {
                case "apiVersion":
                    apiVersion = decoder.Text(item) ?? "";
                    break;
                case "generated":
                    StructDecoder.Time(item);
                    break;
                case "entries":
                    DecodeEntries(decoder, item, entries, warn);
                    break;
                case "publicKeys":
                    decoder.Texts(item);
                    break;
                case "annotations":
                    decoder.TextMap(item);
                    break;
                default:
                    decoder.Map(item);
                    break;
            }
        });
        return apiVersion.Length > 0 ? new IndexFile(entries) : throw new HelmException(NoApiVersion);
    }

    private static void DecodeEntries(StructDecoder decoder, in Value value, Dictionary<string, IReadOnlyList<ChartVersion>> entries, Action<string>? warn)
    {
        if (value.IsNil)
        {
            return;
        }

        if (!value.TryGetMap(out ValueMap? charts))
        {
            throw decoder.Mismatch(value, "map[string]repo.ChartVersions");
        }

        foreach (string name in charts.SortedKeys())
        {
            List<ChartVersion?> versions = decoder.List(charts[name], "repo.ChartVersions", item => DecodeVersion(decoder, item)) ?? [];
            entries[name] = [.. versions.Select(version => Check(name, version, warn)).OfType<ChartVersion>().OrderDescending(ByVersion)];
        }
    }

    private static ChartVersion? DecodeVersion(StructDecoder decoder, in Value value)
    {
        if (value.IsNil)
        {
            return null;
        }

        ChartVersion read = new();
        ValueMap metadata = new();
        decoder.Struct(value, "repo.ChartVersion", VersionFields, (name, item) =>
        {
            if (!OwnFields.Contains(name))
            {
                metadata[name] = item;
                return;
            }

            if (name is "checksum" or "engine" or "tillerVersion" or "url")
            {
                // Of Helm 2: read for its type alone.
                decoder.Text(item);
                return;
            }

            read = name switch
            {
                "urls" => read with { Urls = decoder.Texts(item) ?? read.Urls },
                "created" => read with { Created = StructDecoder.Time(item) ?? read.Created },
                "removed" => read with { Removed = decoder.Bool(item) ?? read.Removed },
                _ => read with { Digest = decoder.Text(item) ?? read.Digest },
            };
        });
        return read with { Metadata = decoder.Within("Metadata", () => ChartDecoding.Metadata(decoder, Value.FromMap(metadata), new Metadata(), "repo.ChartVersion")) };
    }

    private static ChartVersion? Check(string name, ChartVersion? version, Action<string>? warn)
    {
        if (version is null)
        {
            warn?.Invoke($"skipping loading invalid entry for chart {GoQuote.Quote(name)} from index.yaml: empty entry");
            return null;
        }

        Metadata metadata = version.Metadata.ApiVersion.Length > 0 ? version.Metadata : version.Metadata with { ApiVersion = "v1" };
        try
        {
            return version with { Metadata = MetadataValidation.Validate(metadata) };
        }
        catch (HelmException exception) when (exception.Message.StartsWith("validation: more than one dependency with name or alias", StringComparison.Ordinal))
        {
            return version with { Metadata = metadata };
        }
        catch (HelmException exception)
        {
            warn?.Invoke($"skipping loading invalid entry for chart {GoQuote.Quote(name)} {GoQuote.Quote(metadata.Version)} from index.yaml: {exception.Message}");
            return null;
        }
    }

    // What is no version is lower than all that are.
    private static IComparer<ChartVersion> ByVersion { get; } = Comparer<ChartVersion>.Create((left, right) =>
    {
        SemVersion.TryNewVersion(left.Metadata.Version, out SemVersion? leftVersion, out _);
        SemVersion.TryNewVersion(right.Metadata.Version, out SemVersion? rightVersion, out _);
        return SemVersion.Precedence.Compare(leftVersion, rightVersion);
    });
}
