using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Client.Tests.Scripted;

namespace Steersman.Kubernetes.Controller.Tests.Informers;

/// <summary>Answers each list and watch by the next step of its script, and records what was asked.</summary>
internal sealed class ScriptedReader : IResourceReader<string>
{
    private readonly ConcurrentQueue<Func<ListOptions, Task<ResourceList<string>>>> _lists = new();
    private readonly ConcurrentQueue<Func<CancellationToken, IAsyncEnumerable<WatchEvent<string>>>> _watches = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>What was asked for, such as <c>list 0</c> and <c>watch 12</c>.</summary>
    internal IReadOnlyList<string> Log => [.. _log];

    internal ScriptedReader List(string version, params ResourceEntry<string>[] entries) => Then(new ResourceList<string>(entries, version, null, null));

    internal ScriptedReader Then(ResourceList<string> page)
    {
        _lists.Enqueue(_ => Task.FromResult(page));
        return this;
    }

    internal ScriptedReader ListFails(Exception e)
    {
        _lists.Enqueue(_ => Task.FromException<ResourceList<string>>(e));
        return this;
    }

    /// <summary>A watch with these events that then ends, fails, or (with neither) stays open.</summary>
    internal ScriptedReader Watch(Exception? fails = null, bool ends = false, Action? before = null, params WatchEvent<string>[] events)
    {
        _watches.Enqueue(ct => RunAsync(fails, ends, before, events, ct));
        return this;
    }

    /// <summary>Waits until so many requests were made in all.</summary>
    internal async Task<IReadOnlyList<string>> AskedAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!await _asked.WaitAsync(Deadline.Time))
            {
                throw new TimeoutException("asked so far: " + string.Join(", ", Log));
            }
        }

        return Log;
    }

    public Task<ResourceList<string>> ListAsync(ListOptions options, CancellationToken ct)
    {
        Record($"list {options.ResourceVersion ?? "newest"}{(options.Limit is { } limit ? " limit " + limit : "")}{(options.Continue is { } next ? " after " + next : "")}");
        return _lists.TryDequeue(out Func<ListOptions, Task<ResourceList<string>>>? list) ? list(options) : throw new InvalidOperationException("the script has no further list");
    }

    public IAsyncEnumerable<WatchEvent<string>> WatchAsync(WatchOptions options, CancellationToken ct)
    {
        Record($"watch {options.ResourceVersion}");
        return _watches.TryDequeue(out Func<CancellationToken, IAsyncEnumerable<WatchEvent<string>>>? watch) ? watch(ct) : RunAsync(null, false, null, [], ct);
    }

    private static async IAsyncEnumerable<WatchEvent<string>> RunAsync(
        Exception? fails, bool ends, Action? before, WatchEvent<string>[] events, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (WatchEvent<string> change in events)
        {
            yield return change;
        }

        before?.Invoke();
        if (fails is not null)
        {
            throw fails;
        }

        if (!ends)
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
    }

    private void Record(string what)
    {
        _log.Enqueue(what);
        _asked.Release();
    }
}
