using System.Collections.Concurrent;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Where the server refuses a list or a watch: the objects that somebody waits for, read one by one every few seconds, as long as that is so.</summary>
internal sealed class PolledObjects<T>(IKubernetesClient client, ResourceMapping mapping, FeedKey key, ResourceDecoder<T> decoder, ILiveFeedHandler<T> handler, TimeProvider time)
    where T : class
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The most reads of a round.</summary>
    private const int MaxReads = 100;

    private readonly ConcurrentDictionary<NamespacedName, T> _known = new();
    private volatile bool _hasRead;

    /// <summary>Every object that is waited for was read, or is known not to exist.</summary>
    public bool HasRead => _hasRead;

    public T? Get(NamespacedName name) => _known.GetValueOrDefault(name);

    /// <summary>Reads until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await ReadAllAsync(ct);
            await Task.Delay(Interval, time, ct);
        }
    }

    private async Task ReadAllAsync(CancellationToken ct)
    {
        bool isComplete = true;
        foreach (NamespacedName name in handler.Wanted(key).Take(MaxReads))
        {
            try
            {
                Take(name, await SingleRead.GetAsync(client, mapping, name, decoder, ct));
            }
            catch (KubernetesException)
            {
                // What may not be read either is not judged: the refusal of the list is shown.
                isComplete = _known.ContainsKey(name) && isComplete;
            }
        }

        if (_hasRead != isComplete)
        {
            _hasRead = isComplete;
            handler.SyncChanged();
        }
    }

    private void Take(NamespacedName name, T? now)
    {
        T? before = _known.GetValueOrDefault(name);
        if (now is not null)
        {
            _known[name] = now;
            handler.Saw(before, now);
        }
        else if (before is not null)
        {
            _known.TryRemove(name, out _);
            handler.Gone(before);
        }
    }
}
