using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>A ConfigMap or Secret that the pods of a revision do not start without.</summary>
/// <param name="Kind">ConfigMap or Secret.</param>
/// <param name="Namespace">Namespace of both.</param>
/// <param name="Name">Name of the ConfigMap or Secret.</param>
/// <param name="User">The first workload that uses it.</param>
public sealed record ConfigUse(string Kind, string Namespace, string Name, ObjectKey User)
{
    /// <summary>What the pods of these objects need, each once.</summary>
    public static IEnumerable<ConfigUse> Of(IEnumerable<ReleaseObject> objects) => objects
        .Where(item => item.Namespace is not null)
        .SelectMany(item => (PodTemplate.Of(item)?.References() ?? []).Where(reference => !reference.IsOptional).Select(reference => new ConfigUse(reference.Kind, item.Namespace!, reference.Name, item.Key)))
        .DistinctBy(use => (use.Kind, use.Namespace, use.Name));
}
