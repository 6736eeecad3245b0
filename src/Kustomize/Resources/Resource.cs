using Steersman.Kustomize.Nodes;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Resources;

/// <summary>An object on its way through the transformers, with what kustomize notes in its annotations meanwhile (api's <c>resource.Resource</c>).</summary>
internal sealed class Resource(YamlNode root)
{
    private const string Internal = "internal.config.kubernetes.io/";
    private const string PreviousNames = Internal + "previousNames";
    private const string PreviousNamespaces = Internal + "previousNamespaces";
    private const string PreviousKinds = Internal + "previousKinds";
    private const string OriginAnnotation = "config.kubernetes.io/origin";
    private const string TransformationsAnnotation = "alpha.config.kubernetes.io/transformations";

    private static readonly string[] Legacy = ["config.kubernetes.io/path", "config.kubernetes.io/index", "config.k8s.io/id"];

    private static readonly string[] BuildAnnotations =
    [
        PreviousKinds,
        PreviousNames,
        Internal + "prefixes",
        Internal + "suffixes",
        PreviousNamespaces,
        Internal + "allowNameChange",
        Internal + "allowKindChange",
        Internal + "refBy",
        Internal + "generatorBehavior",
        Internal + "needsHashSuffix",
        Internal + "path",
        Internal + "index",
        Internal + "seqindent",
        Internal + "id",
        Internal + "annotations-migration-resource-id",
        .. Legacy,
        Internal + "helm-generated",
    ];

    /// <summary>The object; null once a patch has deleted it.</summary>
    public YamlNode? Root { get; set; } = root;

    public bool IsNilOrEmpty => NodeFields.IsNilOrEmpty(Root);

    public string Kind => NodeFields.Field(Root, "kind")?.Value ?? "";

    public string ApiVersion => NodeFields.Field(Root, "apiVersion")?.Value ?? "";

    public string Name => MetaText("name");

    public string Namespace => MetaText("namespace");

    public ResId CurId => ResId.Of(ApiVersion, Kind, Name, Namespace);

    /// <summary>The identity that the object came with.</summary>
    public ResId OrgId => PrevIds() is [ResId first, ..] ? first : CurId;

    /// <summary>The identities that the object had before, the oldest first.</summary>
    public List<ResId> PrevIds()
    {
        Dictionary<string, string> annotations = MetaMap("annotations");
        if (!annotations.TryGetValue(PreviousNames, out string? joined))
        {
            return [];
        }

        string[] names = joined.Split(',');
        string[] namespaces = annotations.GetValueOrDefault(PreviousNamespaces, "").Split(',');
        string[] kinds = annotations.GetValueOrDefault(PreviousKinds, "").Split(',');
        if (names.Length != namespaces.Length || names.Length != kinds.Length)
        {
            throw new KustomizeException("number of previous names, number of previous namespaces, number of previous kinds not equal");
        }

        (string group, string version) = ResId.Split(ApiVersion);
        return [.. names.Select((name, index) => new ResId(group, version, kinds[index], name, namespaces[index], IsClusterScoped: false))];
    }

    /// <summary>Notes the present identity among the previous ones.</summary>
    public void StorePreviousId()
    {
        ResId id = CurId;
        AppendAnnotation(PreviousNames, id.Name);
        AppendAnnotation(PreviousNamespaces, id.EffectiveNamespace);
        AppendAnnotation(PreviousKinds, id.Kind);
    }

    /// <summary>Labels or annotations; texts as they are written, also of null.</summary>
    public Dictionary<string, string> MetaMap(string field)
    {
        Dictionary<string, string> result = new(StringComparer.Ordinal);
        if (Metadata() is { } metadata && FieldOfAny(metadata, field) is { } map)
        {
            for (int index = 0; index + 1 < map.Content.Count; index += 2)
            {
                result[map.Content[index].Value] = map.Content[index + 1].Value;
            }
        }

        return result;
    }

    /// <summary>Sets labels or annotations to strings, in the order of their keys; none takes the field away.</summary>
    public void SetMetaMap(string field, Dictionary<string, string> map)
    {
        if (Root is null || NodeFields.GetOrAdd(Root, "metadata") is not { } metadata)
        {
            return;
        }

        NodeFields.Clear(metadata, field);
        if (map.Count == 0 || NodeFields.GetOrAdd(metadata, field) is not { } node)
        {
            return;
        }

        foreach ((string key, string value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            NodeFields.Set(node, key, YamlNode.Scalar(value, YamlTags.String, value.Contains('\n') ? YamlNodeStyle.Literal : YamlNodeStyle.None));
        }
    }

    public void SetKind(string kind) => NodeFields.Set(Root!, "kind", YamlNode.Scalar(kind));

    public void SetApiVersion(string apiVersion) => NodeFields.Set(Root!, "apiVersion", YamlNode.Scalar(apiVersion));

    public void SetName(string name) => SetMeta("name", name);

    /// <summary>Sets the namespace; an empty one takes the field away.</summary>
    public void SetNamespace(string @namespace)
    {
        if (@namespace.Length == 0)
        {
            NodeFields.Clear(NodeFields.Get(Root, "metadata"), "namespace");
            return;
        }

        SetMeta("namespace", @namespace);
    }

    /// <summary>Takes kustomize's own notes away; annotations that are left are strings.</summary>
    public void RemoveBuildAnnotations()
    {
        Dictionary<string, string> annotations = MetaMap("annotations");
        foreach (string name in BuildAnnotations)
        {
            annotations.Remove(name);
        }

        annotations.Remove(OriginAnnotation);
        annotations.Remove(TransformationsAnnotation);
        SetMetaMap("annotations", annotations);
    }

    /// <summary>Makes a patch's labels and annotations strings, as the copy for each target of a patch has them (<c>CopyMergeMetaDataFieldsFrom</c>).</summary>
    public void NormalizeMetadata()
    {
        SetMetaMap("labels", MetaMap("labels"));
        Dictionary<string, string> annotations = MetaMap("annotations");
        SetMetaMap("annotations", annotations);
        SetName(Name);
        SetNamespace(Namespace);
    }

    /// <summary>The annotations that kustomize keeps for itself (<c>GetInternalAnnotations</c>).</summary>
    public Dictionary<string, string> InternalAnnotations() =>
        (ObjectMeta.Of(Root)?.Annotations ?? []).Where(entry => entry.Key.StartsWith(Internal, StringComparison.Ordinal) || Legacy.Contains(entry.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private void SetMeta(string field, string value)
    {
        if (NodeFields.GetOrAdd(Root!, "metadata") is { } metadata)
        {
            NodeFields.Set(metadata, field, YamlNode.Scalar(value));
        }
    }

    private string MetaText(string field) => Metadata() is { } metadata && FieldOfAny(metadata, field) is { } value && !NodeFields.IsNilOrEmpty(value) ? value.Value : "";

    private YamlNode? Metadata() => NodeFields.Field(Root, "metadata") is { } metadata && !NodeFields.IsNilOrEmpty(metadata) ? metadata : null;

    // kustomize looks at the pairs of whatever stands there.
    private static YamlNode? FieldOfAny(YamlNode node, string field)
    {
        for (int index = 0; index + 1 < node.Content.Count; index += 2)
        {
            if (node.Content[index].Value == field)
            {
                return node.Content[index + 1];
            }
        }

        return null;
    }

    private void AppendAnnotation(string name, string value)
    {
        if (value.Length == 0 || Root is null)
        {
            return;
        }

        string joined = MetaMap("annotations").TryGetValue(name, out string? before) ? $"{before},{value}" : value;
        ClearEmptyAnnotations();
        if (NodeFields.GetOrAdd(Root, "metadata") is { } metadata && NodeFields.GetOrAdd(metadata, "annotations") is { } annotations)
        {
            NodeFields.Set(annotations, name, YamlNode.Scalar(joined, YamlTags.String, YamlNodeStyle.SingleQuoted));
        }
    }

    private void ClearEmptyAnnotations()
    {
        YamlNode? metadata = NodeFields.Get(Root, "metadata");
        if (metadata is not null && NodeFields.Get(metadata, "annotations") is { Content.Count: 0 })
        {
            NodeFields.Clear(metadata, "annotations");
        }

        if (metadata is { Content.Count: 0 })
        {
            NodeFields.Clear(Root, "metadata");
        }
    }
}
