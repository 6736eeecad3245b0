namespace Steersman.Kubernetes.Client.Resources;

/// <summary>One page of objects.</summary>
/// <param name="Entries">The objects with their keys.</param>
/// <param name="ResourceVersion">The version of the list: where a watch goes on from.</param>
/// <param name="Continue">What the next page is asked for with; null on the last.</param>
/// <param name="RemainingItemCount">How many objects follow, where the server says so.</param>
public sealed record ResourceList<T>(IReadOnlyList<ResourceEntry<T>> Entries, string ResourceVersion, string? Continue, long? RemainingItemCount)
{
    public IEnumerable<T> Items => Entries.Select(entry => entry.Value);
}
