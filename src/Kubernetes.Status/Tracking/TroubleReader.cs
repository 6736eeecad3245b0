using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>A reader whose refused lists are told to its feed: informers only log them, and a release that waits wants to say why.</summary>
internal sealed class TroubleReader<T>(IResourceReader<T> reader, InformerFeed<T> feed) : IResourceReader<T>
    where T : class
{
    public async Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken ct)
    {
        try
        {
            ResourceList<T> list = await reader.ListAsync(options, ct);
            feed.SetTrouble(null);
            return list;
        }
        catch (KubernetesException exception)
        {
            feed.SetTrouble(exception.Message);
            throw;
        }
    }

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken ct) => reader.WatchAsync(options, ct);
}
