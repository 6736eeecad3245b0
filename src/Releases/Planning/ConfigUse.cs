using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>A ConfigMap or Secret that the pods of a revision do not start without.</summary>
/// <param name="Kind">ConfigMap or Secret.</param>
/// <param name="Namespace">Namespace of both.</param>
/// <param name="Name">Name of the ConfigMap or Secret.</param>
/// <param name="User">The first workload that uses it.</param>
/// <param name="Keys">The keys that it must have, each once.</param>
public sealed record ConfigUse(string Kind, string Namespace, string Name, ObjectKey User, IReadOnlyList<ConfigKey> Keys)
{
    // As the kubelet looks: variables of a ConfigMap are texts (kuberuntime's makeEnvironmentVariables), files may be anything.
    private static readonly string[] OfVariables = ["data", "stringData"];
    private static readonly string[] OfFiles = ["data", "stringData", "binaryData"];

    /// <summary>What the pods of these objects need, each once.</summary>
    public static IEnumerable<ConfigUse> Of(IEnumerable<ReleaseObject> objects) => objects
        .Where(item => item.Namespace is not null)
        .SelectMany(item => (PodTemplate.Of(item)?.AllReferences() ?? []).Where(reference => !reference.IsOptional).Select(reference => (Reference: reference, Item: item)))
        .GroupBy(use => (use.Reference.Kind, use.Item.Namespace, use.Reference.Name))
        .Select(uses => new ConfigUse(uses.Key.Kind, uses.Key.Namespace!, uses.Key.Name, uses.First().Item.Key, Named(uses)));

    /// <summary>What pods do not start for: the object, or keys of it.</summary>
    /// <param name="content">The object as it is; null where it is not there.</param>
    public IEnumerable<Finding> Missing(JsonObject? content) => content is null
        ? [new Finding($"{User}", $"{User}: {Kind}/{Name}, which its pods use, is not in namespace {Namespace}: create it, or mark the reference as optional", MayBlock: true)]
        : Lacking(content).Select(key => new Finding(
            $"{key.User}",
            $"{key.User}: {Kind}/{Name} of namespace {Namespace} has no key {key.Name}, which its pods use: add the key, name another one, or mark the reference as optional",
            MayBlock: true));

    /// <summary>The keys that an object of the same revision lacks: somebody else may put them in, so they hold nothing back.</summary>
    /// <param name="rendered">The object as the chart has it.</param>
    /// <param name="live">The object as it is; null where it is not there.</param>
    public IEnumerable<Finding> MissingIn(JsonObject rendered, JsonObject? live) => Lacking(rendered).Where(key => live is null || !Has(live, key)).Select(key => new Finding(
        $"{key.User}",
        $"{key.User}: {Kind}/{Name} of the same chart has no key {key.Name}, which its pods use: they start when somebody puts it in, or the chart has it",
        MayBlock: false));

    /// <summary>The keys that it must have and has not.</summary>
    public IEnumerable<ConfigKey> Lacking(JsonObject content) => Keys.Where(key => !Has(content, key));

    private static bool Has(JsonObject content, ConfigKey key) => (key.IsVariable ? OfVariables : OfFiles).Any(field => content[field] is JsonObject data && data.ContainsKey(key.Name));

    private static ConfigKey[] Named(IEnumerable<(ConfigReference Reference, ReleaseObject Item)> uses) =>
    [
        .. uses.Where(use => use.Reference.Key is not null).Select(use => new ConfigKey(use.Reference.Key!, use.Reference.IsVariable, use.Item.Key)).DistinctBy(key => (key.Name, key.IsVariable)),
    ];
}
