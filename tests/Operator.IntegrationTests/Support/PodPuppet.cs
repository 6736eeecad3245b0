using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Plays the kubelet for the pods of one namespace: the tag of a pod's image says how it fares (ready, crash, done, fail; any other tag: nothing happens).</summary>
internal sealed class PodPuppet : IAsyncDisposable
{
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly IResourceClient<Unstructured> _pods;
    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly string _namespace;
    private readonly Task _running;

    public PodPuppet(IKubernetesClient client, string ns)
    {
        _pods = client.Resource(Pods);
        _namespace = ns;
        _running = Task.Run(RunAsync);
    }

    /// <summary>From now on pods with one tag do as those with another one; those that are there do so at once.</summary>
    public async Task TreatAsync(string tag, string like)
    {
        _tags[tag] = like;
        foreach (Unstructured pod in (await _pods.ListAsync(new ListOptions { Namespace = _namespace }, _stopping.Token)).Items.Where(pod => Tag(pod) == tag))
        {
            await SetAsync(pod);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _gate.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (WatchEvent<Unstructured> change in _pods.WatchAsync(new WatchOptions { Namespace = _namespace }, _stopping.Token))
                {
                    if (change is { Type: WatchEventType.Added, Resource: { } pod })
                    {
                        await SetAsync(pod);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (KubernetesException)
            {
                // A pod that is gone already, or a watch that ended: the next watch shows every pod again, also after an outage.
                using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(100));
                await pause.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    // One at a time: a state that was looked up before a change of the tag must not be written after it.
    private async Task SetAsync(Unstructured pod)
    {
        await _gate.WaitAsync(_stopping.Token);
        try
        {
            if (Status(pod, _tags.GetValueOrDefault(Tag(pod), Tag(pod))) is { } status)
            {
                await _pods.PatchStatusAsync(pod.Key, Patch.Merge(new JsonObject { ["status"] = status }), WriteOptions.Default, _stopping.Token);
            }
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            // The pod is gone already.
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string Image(Unstructured pod) => pod.Content["spec"]?["containers"]?[0]?["image"]?.ToString() ?? "";

    private static string Tag(Unstructured pod) => Image(pod)[(Image(pod).LastIndexOf(':') + 1)..];

    private static JsonObject? Status(Unstructured pod, string tag)
    {
        string image = Image(pod);
        string name = pod.Content["spec"]?["containers"]?[0]?["name"]?.ToString() ?? "";
        string now = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ");
        string earlier = DateTime.UtcNow.AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ");
        string container = $"name: {name}, image: \"{image}\", imageID: x";
        string run = $"startedAt: \"{now}\"";
        string text = tag switch
        {
            "ready" => $$"""
                phase: Running
                startTime: "{{now}}"
                conditions: [{type: Ready, status: "True"}]
                containerStatuses:
                - {{{container}}, ready: true, started: true, restartCount: 0, state: {running: {{{run}}} } }
                """,
            "crash" => $$"""
                phase: Running
                startTime: "{{earlier}}"
                conditions: [{type: Ready, status: "False"}]
                containerStatuses:
                - {{{container}}, ready: false, started: false, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff, message: back-off} }, lastState: {terminated: {exitCode: 1, reason: Error, {{run}}, finishedAt: "{{now}}"} } }
                """,
            "done" or "fail" => $$"""
                phase: {{(tag == "done" ? "Succeeded" : "Failed")}}
                startTime: "{{now}}"
                containerStatuses:
                - {{{container}}, ready: false, restartCount: 0, state: {terminated: {exitCode: {{(tag == "done" ? 0 : 3)}}, reason: {{(tag == "done" ? "Completed" : "Error")}}, {{run}}, finishedAt: "{{now}}"} } }
                """,
            _ => "",
        };
        return text.Length == 0 ? null : (JsonObject?)Kubernetes.Client.Json.YamlJson.Parse(text);
    }
}
