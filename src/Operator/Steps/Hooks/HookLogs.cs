using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Values;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>What the pods of a hook tell: the container that failed, and the end of its log. Reads are bounded, and secret values never leave here.</summary>
internal sealed class HookLogs(IKubernetesClient client, ReleaseValues values)
{
    private const int MaxPods = 20;
    private const int MaxContainers = 10;
    private const int TailLines = 40;
    private const int LimitBytes = 16 * 1024;
    private static readonly ResourceMapping Pods = ResourceMapping.Known("", "v1", "Pod", "pods");

    private readonly IResourceReader<LivePod> _pods = client.Reader(Pods, PodDecoder.Decode);

    /// <summary>Why a hook failed, or does not end.</summary>
    /// <param name="context">The release.</param>
    /// <param name="release">Its record, whose Secrets are masked.</param>
    /// <param name="item">The hook's object, by its real name.</param>
    /// <param name="mayRun">True where it has not ended: the log of a container that runs counts as well.</param>
    /// <param name="cancellation">Ends the requests.</param>
    public async Task<HookEvidence> ReadAsync(StepContext context, Release release, ReleaseObject item, bool mayRun, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<LivePod> pods = await PodsAsync(item, cancellation);
            foreach (LivePod pod in pods)
            {
                if (pod.Containers.FirstOrDefault(container => container.LastExit is { Code: not 0 }) is { } failed)
                {
                    return await OfAsync(context, release, pod, failed, HookCauses.Exit(pod, failed), cancellation);
                }
            }

            foreach (LivePod pod in pods)
            {
                if (HookCauses.Waiting(pod) is { } waiting)
                {
                    return new HookEvidence { Pod = pod.Key.Name, Cause = waiting };
                }

                if (mayRun && pod.Containers.FirstOrDefault(container => container.IsRunning) is { } running)
                {
                    return await OfAsync(context, release, pod, running, $"container {running.Name} in pod {pod.Key.Name} is still running", cancellation);
                }
            }

            return HookEvidence.None;
        }
        catch (KubernetesApiException)
        {
            // Without the right to see pods a hook still fails, only less is told.
            return HookEvidence.None;
        }
    }

    /// <summary>The pods of a hook afresh, the newest first.</summary>
    public async Task<IReadOnlyList<LivePod>> PodsAsync(ReleaseObject item, CancellationToken cancellation)
    {
        ListOptions options = item.Kind.Kind == "Job"
            ? new ListOptions { Namespace = item.Namespace, LabelSelector = $"job-name={item.Name}" }
            : new ListOptions { Namespace = item.Namespace, FieldSelector = $"metadata.name={item.Name}" };
        return [.. (await _pods.ListAsync(options, cancellation)).Items.OrderByDescending(pod => pod.Created).Take(MaxPods)];
    }

    /// <summary>The logs of every container of a hook's pods, each under pod and container, as its log policy asks for.</summary>
    public async Task<IReadOnlyList<(string Source, string Log)>> ReadAllAsync(StepContext context, Release release, ReleaseObject item, CancellationToken cancellation)
    {
        List<(string, string)> all = [];
        try
        {
            foreach (LivePod pod in await PodsAsync(item, cancellation))
            {
                foreach (LiveContainer container in pod.Containers.Take(MaxContainers))
                {
                    if (await LogAsync(context, release, pod, container, cancellation) is { } log)
                    {
                        all.Add(($"container {container.Name} in pod {pod.Key.Name}", log));
                    }
                }
            }
        }
        catch (KubernetesApiException)
        {
            // Logs are told where they can be had.
        }

        return all;
    }

    private async Task<HookEvidence> OfAsync(StepContext context, Release release, LivePod pod, LiveContainer container, string cause, CancellationToken cancellation) => new()
    {
        Cause = cause,
        Pod = pod.Key.Name,
        Container = container.Name,
        Reason = container.LastExit?.Reason is { Length: > 0 } reason ? reason : null,
        ExitCode = container.LastExit?.Code,
        Log = await LogAsync(context, release, pod, container, cancellation),
    };

    private async Task<string?> LogAsync(StepContext context, Release release, LivePod pod, LiveContainer container, CancellationToken cancellation)
    {
        try
        {
            string log = await client.ReadPodLogAsync(pod.Key, new PodLogOptions(container.Name) { TailLines = TailLines, LimitBytes = LimitBytes }, cancellation);
            return log.Length > 0 && await SecretsAsync(context, release, cancellation) is { } secrets
                ? string.Join('\n', secrets.Hide(context.Memory.Secrets!.Hide(log)).Split('\n').Select(CauseText.Clean).Where(line => line.Length > 0))
                : null;
        }
        catch (KubernetesException exception) when (exception is not RequestGuardException)
        {
            return null;
        }
    }

    // Null where the secret values are not known: then no log is shown.
    private async Task<SecretTexts?> SecretsAsync(StepContext context, Release release, CancellationToken cancellation)
    {
        try
        {
            if (context.Memory.Secrets is null)
            {
                await values.ComposeAsync(context.Release, context.Memory, cancellation);
            }

            return SecretTexts.Of(release);
        }
        catch (Exception exception) when (exception is ValuesReferenceException or ManifestException)
        {
            return null;
        }
    }
}
