using System.Runtime.CompilerServices;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>A reader whose refused lists and watches are told to its feed: informers only log them, and a release that waits wants to say why.</summary>
internal sealed class TroubleReader<T>(IResourceReader<T> reader, InformerFeed<T> feed, TimeProvider time) : IResourceReader<T>
    where T : class
{
    /// <summary>A watch that was not refused by then goes on.</summary>
    private static readonly TimeSpan Accepted = TimeSpan.FromSeconds(2);

    public async Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken ct)
    {
        try
        {
            ResourceList<T> list = await reader.ListAsync(options, ct);
            feed.SetListTrouble(null);
            return list;
        }
        catch (KubernetesException exception)
        {
            feed.SetListTrouble(exception.Message, exception is KubernetesApiException { IsForbidden: true });
            throw;
        }
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        using ITimer accepted = time.CreateTimer(_ => feed.SetWatchTrouble(null), null, Accepted, Timeout.InfiniteTimeSpan);
        await using IAsyncEnumerator<WatchEvent<T>> events = reader.WatchAsync(options, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (KubernetesApiException exception) when (exception.IsForbidden)
            {
                feed.SetWatchTrouble(exception.Message);
                throw;
            }

            yield return events.Current;
        }
    }
}
