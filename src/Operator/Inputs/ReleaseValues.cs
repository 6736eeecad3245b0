using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Values;

namespace Steersman.Operator.Inputs;

/// <summary>Composes the values of releases; objects are read again only when their resource version has changed.</summary>
internal sealed class ReleaseValues(IKubernetesClient client, ClusterFacts facts)
{
    /// <summary>The state of the values; as long as nothing they come from has changed, no request is made.</summary>
    public async Task<ValuesState> ObserveAsync(HelmRelease release, ReleaseMemory memory, CancellationToken cancellation)
    {
        Dictionary<string, string> versions = Versions(release);
        string stamp = $"{release.Metadata.Uid}/{release.Metadata.Generation}/{string.Join('/', versions.Values)}";
        if (memory.Values is { } known && known.Stamp == stamp)
        {
            return known.State;
        }

        ValuesState state;
        try
        {
            ValueMap values = await ComposeAsync(release, memory, cancellation);
            state = new ValuesState(ValuesDigest.Of(values), null);
        }
        catch (ValuesReferenceException exception)
        {
            memory.ComposedValues = null;
            state = new ValuesState(null, $"spec.valuesFrom[{IndexOf(release, exception.Reference)}]: {exception.Explanation}");
        }

        if (memory.Values is { Versions: { } before })
        {
            state = state with { Changed = [.. versions.Where(entry => before.TryGetValue(entry.Key, out string? version) && version != entry.Value).Select(entry => entry.Key)] };
        }

        memory.Values = new ValuesMemo(stamp, versions, state);
        return state;
    }

    /// <summary>The composed values, for rendering.</summary>
    /// <exception cref="ValuesReferenceException">An object changed in between and cannot be used any more.</exception>
    public async Task<ValueMap> ComposeAsync(HelmRelease release, ReleaseMemory memory, CancellationToken cancellation)
    {
        memory.Secrets = new SecretTexts();
        Dictionary<(ValuesReferenceKind, string), IReadOnlyDictionary<string, string>?> objects = [];
        foreach (ValuesReference reference in release.Spec.ValuesFrom ?? [])
        {
            if (!objects.ContainsKey((reference.Kind, reference.Name)))
            {
                objects[(reference.Kind, reference.Name)] = await ReadAsync(reference.Kind, new NamespacedName(release.Metadata.Namespace, reference.Name), memory.Secrets, cancellation);
            }
        }

        ValueMap? inline = release.Spec.Values is { } values && GoJson.Parse(values.ToJsonString()).TryGetMap(out ValueMap? map) ? map : null;
        memory.ComposedValues = ValuesComposer.Compose(inline, release.Spec.ValuesFrom ?? [], reference => objects[(reference.Kind, reference.Name)], release.Metadata.Namespace ?? "");
        return memory.ComposedValues;
    }

    // The very reference: two of them may be equal.
    private static int IndexOf(HelmRelease release, ValuesReference reference) => release.Spec.ValuesFrom!.TakeWhile(each => !ReferenceEquals(each, reference)).Count();

    private Dictionary<string, string> Versions(HelmRelease release)
    {
        Dictionary<string, string> versions = new(StringComparer.Ordinal);
        foreach (ValuesReference reference in release.Spec.ValuesFrom ?? [])
        {
            versions[$"{reference.Kind}/{reference.Name}"] = facts.VersionOf(reference.Kind, new NamespacedName(release.Metadata.Namespace, reference.Name)) ?? "-";
        }

        return versions;
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadAsync(ValuesReferenceKind kind, NamespacedName key, SecretTexts secrets, CancellationToken cancellation)
    {
        if (facts.VersionOf(kind, key) is null)
        {
            return null;
        }

        if (kind == ValuesReferenceKind.ConfigMap)
        {
            return await client.Resource<ConfigMap>().GetAsync(key, cancellation) is { } configMap ? configMap.Data.ToDictionary(StringComparer.Ordinal) : null;
        }

        if (await client.Resource<Secret>().GetAsync(key, cancellation) is not { } secret)
        {
            return null;
        }

        Dictionary<string, string> data = secret.DataKeys.ToDictionary(name => name, name => GoString.FromBytes(secret.GetData(name) ?? []), StringComparer.Ordinal);
        foreach (string text in data.Values)
        {
            secrets.Add(text);
        }

        return data;
    }
}
