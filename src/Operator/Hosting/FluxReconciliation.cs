using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Operator.Api;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Hosting;

/// <summary>Reconciles Flux's HelmReleases, from when their definition is served and nobody else reconciles them.</summary>
/// <param name="shared">What all kinds share.</param>
/// <param name="events">Takes what hinders it.</param>
/// <param name="pod">The operator's own pod.</param>
internal sealed class FluxReconciliation(SharedParts shared, IEventRecorder events, ObjectReference pod)
{
    private const string ServedVersion = "v2";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ILogger _log = shared.Logs.CreateLogger<FluxReconciliation>();

    /// <summary>Works until the token is cancelled.</summary>
    /// <exception cref="HelmControllerRunsException">helm-controller came back while this operator worked.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await shared.Watches.WaitForSyncAsync(cancellation);
        await ServedAsync(cancellation);

        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        HelmControllerLease lease = new(shared.Client, shared.Time, _log);
        Task watching = lease.RunAsync(stopping.Token);
        Task working = Task.CompletedTask;
        try
        {
            await AloneAsync(lease, cancellation);
            using ReleasePipeline pipeline = new(ReleaseKind.Flux, shared, stopping.Token);
            working = WorkAsync(pipeline, lease, stopping.Token);
            await (await Task.WhenAny(working, watching));
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(working, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(ReleasePipeline pipeline, HelmControllerLease lease, CancellationToken cancellation)
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TaskCompletionSource company = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.OnChange += () => Fail(company, lease);
        Fail(company, lease);
        pipeline.OnForeignWrite += key => company.TrySetException(Runs($"it wrote HelmRelease {key}"));
        Task working = pipeline.RunAsync(() => _log.LogInformation("HelmReleases of {ApiVersion} are reconciled", ReleaseKind.Flux.Mapping.Kind.ApiVersion), stopping.Token);
        try
        {
            await (await Task.WhenAny(working, company.Task));
        }
        finally
        {
            await stopping.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServedAsync(CancellationToken cancellation)
    {
        NamespacedName definition = new(null, ReleaseKind.Flux.DefinitionName);
        TaskCompletionSource served = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable subscription = shared.Watches.Definitions.Subscribe(new KeyHandler<DefinitionFact>((key, fact) =>
        {
            if (key == definition && fact is { IsEstablished: true, IsDeleted: false, Version: ServedVersion })
            {
                served.TrySetResult();
            }
        }));
        if (!served.Task.IsCompleted)
        {
            _log.LogInformation("--reconcile-flux: {Definition} with version {Version} is not installed yet", definition.Name, ServedVersion);
        }

        await served.Task.WaitAsync(cancellation);
    }

    // A Lease that nobody renews any more is free when its time is over: there is no event for that.
    private async Task AloneAsync(HelmControllerLease lease, CancellationToken cancellation)
    {
        Task synced = lease.WaitForSyncAsync(cancellation);
        if (await Task.WhenAny(synced, Task.Delay(Patience, shared.Time, cancellation)) != synced)
        {
            Tell($"Flux's HelmReleases are not reconciled: it is not known whether helm-controller runs. May the operator list and watch Leases ({HelmControllerLease.Name}) in every namespace?");
        }

        await synced;
        bool isTold = false;
        while (lease.Held() is { } held)
        {
            if (!isTold)
            {
                isTold = true;
                Tell($"Flux's HelmReleases are not reconciled: helm-controller runs ({held.Holder} holds Lease {held.Name}). Scale it to zero (kubectl scale deployment helm-controller --replicas=0 --namespace {held.Name.Namespace}); it is looked again by itself");
            }

            TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            void Change() => changed.TrySetResult();
            lease.OnChange += Change;
            await Task.WhenAny(changed.Task, Task.Delay(held.Left, shared.Time, cancellation));
            lease.OnChange -= Change;
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static void Fail(TaskCompletionSource company, HelmControllerLease lease)
    {
        if (lease.Held() is { } held)
        {
            company.TrySetException(Runs($"{held.Holder} holds Lease {held.Name}"));
        }
    }

    private static HelmControllerRunsException Runs(string why) =>
        new($"Flux's helm-controller works beside this operator, which was told to reconcile Flux's HelmReleases: {why}. Scale it to zero, or leave --reconcile-flux out");

    private void Tell(string message)
    {
        _log.LogError("{Message}", message);
        events.Record(pod, EventType.Warning, "HelmControllerRuns", "Start", message);
    }
}
