namespace Steersman.Helm.Registry;

/// <summary>What the choice of a chart's version asks of a registry.</summary>
public interface IRegistryTags
{
    /// <summary>All tags of a repository, in the registry's order.</summary>
    Task<IReadOnlyList<string>> TagsAsync(OciReference repository, CancellationToken cancellationToken);

    /// <summary>The digest of the manifest of a tag; null where there is none.</summary>
    Task<string?> ResolveAsync(OciReference reference, CancellationToken cancellationToken);
}
