using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Inputs;

/// <summary>By what HelmReleases are found: the objects they refer to, their storage, their namespace.</summary>
internal static class ReleaseIndexes
{
    public const string Objects = "objects";
    public const string Storage = "storage";
    public const string Namespaces = "namespaces";
    public const string Dependencies = "dependencies";

    public static IReadOnlyDictionary<string, IndexFunction<HelmRelease>> All { get; } = new Dictionary<string, IndexFunction<HelmRelease>>(StringComparer.Ordinal)
    {
        [Objects] = ObjectsOf,
        [Storage] = static (_, release) => [StorageValue(release.StorageNamespace, release.ReleaseName)],
        [Namespaces] = static (_, release) => [release.ReleaseNamespace],
        [Dependencies] = static (_, release) => [.. DependenciesOf(release).Select(key => key.ToString())],
    };

    /// <summary>The value of every release whose chart is of a source of Flux.</summary>
    public const string FluxValue = "Flux";

    public static string ObjectValue(ValuesReferenceKind kind, NamespacedName key) => ObjectValue(kind.ToString(), key);

    public static string ObjectValue(string kind, NamespacedName key) => $"{kind}/{key.Namespace}/{key.Name}";

    public static string StorageValue(string ns, string release) => $"{ns}/{release}";

    /// <summary>The HelmReleases that a HelmRelease depends on.</summary>
    public static IEnumerable<NamespacedName> DependenciesOf(HelmRelease release) =>
        (release.Spec.DependsOn ?? []).Where(dependency => dependency.IsHelmRelease).Select(dependency => new NamespacedName(dependency.Namespace ?? release.Metadata.Namespace, dependency.Name)).Distinct();

    private static HashSet<string> ObjectsOf(NamespacedName key, HelmRelease release)
    {
        HashSet<string> values = new(StringComparer.Ordinal);
        foreach (ValuesReference reference in release.Spec.ValuesFrom ?? [])
        {
            values.Add(ObjectValue(reference.Kind, new NamespacedName(key.Namespace, reference.Name)));
        }

        Add(values, ValuesReferenceKind.Secret, key, release.Spec.KubeConfig?.SecretRef?.Name);
        Add(values, ValuesReferenceKind.ConfigMap, key, release.Spec.KubeConfig?.ConfigMapRef?.Name);
        AddSource(values, key, release.Spec);
        return values;
    }

    private static void AddSource(HashSet<string> values, NamespacedName key, HelmReleaseSpec spec)
    {
        if (spec.Source is { } source)
        {
            Add(values, ValuesReferenceKind.ConfigMap, key, source.ConfigMap?.Name);
            Add(values, ValuesReferenceKind.Secret, key, source.Secret?.Name);
            Add(values, ValuesReferenceKind.Secret, key, (source.Http?.SecretRef ?? source.Oci?.SecretRef)?.Name);
            Add(values, ValuesReferenceKind.Secret, key, (source.Http?.CertSecretRef ?? source.Oci?.CertSecretRef)?.Name);
            return;
        }

        if (spec.Chart?.Spec is { } chart)
        {
            values.Add(FluxValue);
            values.Add(ObjectValue(chart.SourceRef.Kind.ToString(), new NamespacedName(chart.SourceRef.Namespace ?? key.Namespace, chart.SourceRef.Name)));
        }
        else if (spec.ChartRef is { } reference)
        {
            values.Add(FluxValue);
            values.Add(ObjectValue(reference.Kind.ToString(), new NamespacedName(reference.Namespace ?? key.Namespace, reference.Name)));
        }
    }

    private static void Add(HashSet<string> values, ValuesReferenceKind kind, NamespacedName key, string? name)
    {
        if (name is not null)
        {
            values.Add(ObjectValue(kind, new NamespacedName(key.Namespace, name)));
        }
    }
}
