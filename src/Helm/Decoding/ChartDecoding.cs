using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Lock = Steersman.Helm.Charts.Lock;

namespace Steersman.Helm.Decoding;

/// <summary>The fields of Helm's chart types, as files and release records hold them.</summary>
internal static class ChartDecoding
{
    /// <summary>The fields of Chart.yaml.</summary>
    public static readonly string[] MetadataFields =
    [
        "name", "home", "sources", "version", "description", "keywords", "maintainers", "icon", "apiVersion", "condition", "tags", "appVersion", "deprecated", "annotations",
        "kubeVersion", "dependencies", "type",
    ];

    private static readonly string[] MaintainerFields = ["name", "email", "url"];
    private static readonly string[] DependencyFields = ["name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias"];
    private static readonly string[] LockFields = ["generated", "digest", "dependencies"];

    /// <summary>Metadata; what the value does not have stays as before. Null items of lists stay null: they are for validation to refuse.</summary>
    public static Metadata Metadata(StructDecoder decoder, in Value value, Metadata before, string goType = "v2.Metadata")
    {
        Metadata read = before;
        decoder.Struct(value, goType, MetadataFields, (name, item) => read = name switch
        {
            "name" => read with { Name = decoder.Text(item) ?? read.Name },
            "home" => read with { Home = decoder.Text(item) ?? read.Home },
            "sources" => read with { Sources = decoder.Texts(item) },
            "version" => read with { Version = decoder.Text(item) ?? read.Version },
            "description" => read with { Description = decoder.Text(item) ?? read.Description },
            "keywords" => read with { Keywords = decoder.Texts(item) },
            "maintainers" => read with { Maintainers = decoder.List(item, "[]*v2.Maintainer", entry => Maintainer(decoder, entry)!) },
            "icon" => read with { Icon = decoder.Text(item) ?? read.Icon },
            "apiVersion" => read with { ApiVersion = decoder.Text(item) ?? read.ApiVersion },
            "condition" => read with { Condition = decoder.Text(item) ?? read.Condition },
            "tags" => read with { Tags = decoder.Text(item) ?? read.Tags },
            "appVersion" => read with { AppVersion = decoder.Text(item) ?? read.AppVersion },
            "deprecated" => read with { Deprecated = decoder.Bool(item) ?? read.Deprecated },
            "annotations" => read with { Annotations = decoder.TextMap(item) },
            "kubeVersion" => read with { KubeVersion = decoder.Text(item) ?? read.KubeVersion },
            "dependencies" => read with { Dependencies = decoder.List(item, "[]*v2.Dependency", entry => Dependency(decoder, entry)!) },
            "type" => read with { Type = decoder.Text(item) ?? read.Type },
            _ => read,
        });
        return read;
    }

    /// <summary>A lock.</summary>
    public static Lock Lock(StructDecoder decoder, in Value value)
    {
        Lock read = new();
        decoder.Struct(value, "v2.Lock", LockFields, (name, item) => read = name switch
        {
            "generated" => read with { Generated = StructDecoder.Time(item) ?? read.Generated },
            "digest" => read with { Digest = decoder.Text(item) ?? read.Digest },
            "dependencies" => read with { Dependencies = decoder.List(item, "[]*v2.Dependency", entry => Dependency(decoder, entry)) },
            _ => read,
        });
        return read;
    }

    private static Maintainer? Maintainer(StructDecoder decoder, in Value value)
    {
        Maintainer read = new();
        decoder.Struct(value, "v2.Maintainer", MaintainerFields, (name, item) => read = name switch
        {
            "name" => read with { Name = decoder.Text(item) ?? read.Name },
            "email" => read with { Email = decoder.Text(item) ?? read.Email },
            "url" => read with { Url = decoder.Text(item) ?? read.Url },
            _ => read,
        });
        return value.IsNil ? null : read;
    }

    private static Dependency? Dependency(StructDecoder decoder, in Value value)
    {
        Dependency read = new();
        decoder.Struct(value, "v2.Dependency", DependencyFields, (name, item) => read = name switch
        {
            "name" => read with { Name = decoder.Text(item) ?? read.Name },
            "version" => read with { Version = decoder.Text(item) ?? read.Version },
            "repository" => read with { Repository = decoder.Text(item) ?? read.Repository },
            "condition" => read with { Condition = decoder.Text(item) ?? read.Condition },
            "tags" => read with { Tags = decoder.Texts(item) },
            "enabled" => read with { Enabled = decoder.Bool(item) ?? read.Enabled },
            "import-values" => read with { ImportValues = decoder.List(item, "[]interface {}", entry => decoder.Any(entry)) },
            "alias" => read with { Alias = decoder.Text(item) ?? read.Alias },
            _ => read,
        });
        return value.IsNil ? null : read;
    }
}
