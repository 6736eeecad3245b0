using System.Collections.Concurrent;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Counts the Jobs that ever were in a namespace, by name.</summary>
internal sealed class JobTally : IAsyncDisposable
{
    private static readonly ResourceMapping Jobs = ResourceMapping.Known("batch", "v1", "Job", "jobs");

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _ends = new();
    private readonly string _marker = $"tally-{Guid.NewGuid():n}";
    private readonly IResourceClient<Unstructured> _jobs;
    private readonly string _namespace;
    private readonly Task _running;

    public JobTally(IKubernetesClient client, string ns)
    {
        _jobs = client.Resource(Jobs);
        _namespace = ns;
        _running = Task.Run(() => RunAsync(_jobs, ns));
    }

    /// <summary>Waits until every Job was seen that was made before; once.</summary>
    public async Task CatchUpAsync()
    {
        Unstructured marker = Unstructured.Create(Jobs.Kind, new NamespacedName(_namespace, _marker));
        marker.Content["spec"] = YamlJson.Parse("{parallelism: 0, template: {spec: {restartPolicy: Never, containers: [{name: none, image: none}]}}}");
        await _jobs.CreateAsync(marker, WriteOptions.Default, CancellationToken.None);
        try
        {
            await Until.EndsAsync(_marked.Task, "every Job is seen");
        }
        catch (AssertionException exception)
        {
            throw new AssertionException($"{exception.Message}; the watch is {_running.Status} ({_running.Exception?.InnerException?.Message}) and ended by: {string.Join("; ", _ends)}", exception);
        }
    }

    /// <summary><c>name x count</c>, in the order of the names.</summary>
    public IEnumerable<string> Counts() => _names.Values.GroupBy(name => name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"Job {group.Key} x {group.Count()}");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(IResourceClient<Unstructured> jobs, string ns)
    {
        string? version = "0";
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (WatchEvent<Unstructured> change in jobs.WatchAsync(new WatchOptions { Namespace = ns, ResourceVersion = version }, _stopping.Token))
                {
                    version = change.ResourceVersion ?? version;
                    if (change.Resource?.Metadata is { Uid: { } uid, Name: { } name })
                    {
                        _names[uid] = name;
                        if (name == _marker)
                        {
                            _marked.TrySetResult();
                        }
                    }
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (KubernetesException exception)
            {
                // Watched again from where it was; from the state of now where a server that was started anew has forgotten that.
                _ends.Enqueue($"{DateTime.UtcNow:mm:ss} {version} {exception.Message}");
                version = exception is KubernetesApiException { IsExpired: true } ? "0" : version;
                using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(100));
                await pause.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
