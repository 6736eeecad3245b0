using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Inputs;

/// <summary>What is known, without a request for each question, of the cluster that releases are on, as far as whoever they are managed as may know it. Thread-safe.</summary>
internal interface ITargetFacts
{
    /// <summary>Grows whenever the definition of a kind is established, and once more when discovery should know of it.</summary>
    int EstablishedDefinitions { get; }

    /// <summary>Makes sure that the other members can answer for a release and these places of it.</summary>
    /// <exception cref="Kubernetes.Client.Errors.KubernetesApiException">The identity may not see the release's storage.</exception>
    ValueTask LookAsync(HelmRelease release, IEnumerable<(string StorageNamespace, string Name)> places, CancellationToken cancellation);

    /// <summary>The stored revisions of a release.</summary>
    StoredRevisions Revisions(string storageNamespace, string release);

    /// <summary>Storage namespaces and names of the releases of which a HelmRelease made a revision, where its records are believed (<see cref="HelmRelease.IsStorage"/>).</summary>
    IEnumerable<(string StorageNamespace, string Name)> PlacesOf(HelmRelease release);

    /// <summary>True where the namespace does not exist, or goes; false where that may not be known.</summary>
    bool IsNamespaceMissing(string ns);

    /// <summary>UID of a namespace; null where it does not exist, or may not be known.</summary>
    string? NamespaceUid(string ns);

    /// <summary>A CustomResourceDefinition, or null where it does not exist.</summary>
    DefinitionFact? Definition(string name);
}
