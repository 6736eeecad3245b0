namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What can be done with every reader.</summary>
public static class ResourceReaderExtensions
{
    /// <summary>Lists everything, page by page (500 objects each unless the options say otherwise), as one list with the first page's version.</summary>
    /// <exception cref="Errors.KubernetesApiException">Also when the pages took so long that the rest is no longer known (<see cref="Errors.KubernetesApiException.IsExpired"/>).</exception>
    public static async Task<ResourceList<T>> ListAllAsync<T>(this IResourceReader<T> reader, ListOptions options, CancellationToken ct)
    {
        options = options with { Limit = options.Limit ?? 500 };
        ResourceList<T> page = await reader.ListAsync(options, ct);
        if (page.Continue is null)
        {
            return page;
        }

        List<ResourceEntry<T>> all = [.. page.Entries];
        string version = page.ResourceVersion;
        while (page.Continue is { } next)
        {
            page = await reader.ListAsync(options with { Continue = next, ResourceVersion = null, ResourceVersionMatch = null }, ct);
            all.AddRange(page.Entries);
        }

        return new ResourceList<T>(all, version, null, null);
    }
}
