using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Connections;

/// <summary>What a service account may know of what the shared watches show. Release Secrets that it may not watch are listed as the account.</summary>
/// <param name="shared">What the watches show.</param>
/// <param name="account">The account.</param>
internal sealed class AccountFacts(ITargetFacts shared, ReleaseAccount account) : ITargetFacts
{
    private static readonly ResourceMapping Namespaces = Namespace.Mapping;

    private readonly IResourceReader<ReleaseSecretFact> _secrets = account.Client.Reader(Secret.Mapping, ReleaseSecretFact.Decode, metadataOnly: true);
    private readonly ConcurrentDictionary<string, bool> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string StorageNamespace, string Name), StoredRevisions> _listed = new();

    /// <inheritdoc/>
    public int EstablishedDefinitions => shared.EstablishedDefinitions;

    /// <inheritdoc/>
    public async ValueTask LookAsync(HelmRelease release, IEnumerable<(string StorageNamespace, string Name)> places, CancellationToken cancellation)
    {
        await shared.LookAsync(release, places, cancellation);
        HashSet<(string StorageNamespace, string Name)> own = [.. places, (release.StorageNamespace, release.ReleaseName)];
        foreach (string ns in own.Concat(shared.PlacesOf(release)).Select(place => place.StorageNamespace).Distinct(StringComparer.Ordinal))
        {
            _watched[ns] = await account.SeesAsync(Secret.Mapping, ns, cancellation);
        }

        foreach ((string StorageNamespace, string Name) place in own)
        {
            if (!_watched[place.StorageNamespace])
            {
                _listed[place] = await ListAsync(place, cancellation);
            }
        }

        string target = release.ReleaseNamespace;
        _known[target] = target == account.Name.Namespace
            || await account.Reviews.MayAsync("get", Namespaces, target, target, cancellation)
            || await account.Reviews.MayAsync("create", Namespaces, null, null, cancellation);
    }

    /// <inheritdoc/>
    public StoredRevisions Revisions(string storageNamespace, string release) => _watched.GetValueOrDefault(storageNamespace)
        ? shared.Revisions(storageNamespace, release)
        : _listed.TryGetValue((storageNamespace, release), out StoredRevisions listed) ? listed : new StoredRevisions([], null);

    /// <inheritdoc/>
    public IEnumerable<(string StorageNamespace, string Name)> PlacesOf(HelmRelease release) => shared.PlacesOf(release).Where(place => _watched.GetValueOrDefault(place.StorageNamespace));

    /// <inheritdoc/>
    public bool IsNamespaceMissing(string ns) => _known.GetValueOrDefault(ns) && shared.IsNamespaceMissing(ns);

    /// <inheritdoc/>
    public string? NamespaceUid(string ns) => _known.GetValueOrDefault(ns) ? shared.NamespaceUid(ns) : null;

    /// <inheritdoc/>
    public DefinitionFact? Definition(string name) => shared.Definition(name);

    private async Task<StoredRevisions> ListAsync((string StorageNamespace, string Name) place, CancellationToken cancellation)
    {
        ListOptions options = new() { Namespace = place.StorageNamespace, LabelSelector = $"owner=helm,name={place.Name}" };
        ResourceList<ReleaseSecretFact> list = await _secrets.ListAsync(options, cancellation);
        return new StoredRevisions([.. list.Items.Where(fact => fact.Release == place.Name).Select(fact => fact.Revision).OfType<RevisionSummary>()], list.ResourceVersion);
    }
}
