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

    public static string ObjectValue(ValuesReferenceKind kind, NamespacedName key) => $"{kind}/{key.Namespace}/{key.Name}";

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

        if (release.Spec.Source?.ConfigMap is { } source)
        {
            values.Add(ObjectValue(ValuesReferenceKind.ConfigMap, new NamespacedName(key.Namespace, source.Name)));
        }

        return values;
    }
}
