using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Operator.Hosting;

/// <summary>While the API server does not answer, asks it once a second whether it is back: everything else waits for that, or with growing pauses.</summary>
internal sealed class ServerProbe(IKubernetesClient client, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await client.Presence.Gone.WaitAsync(cancellation);
            await Task.Delay(Period, time, cancellation);
            if (client.Presence.IsAbsent)
            {
                await AskAsync(cancellation);
            }
        }
    }

    // Any answer will do; the client's observer is told of it.
    private async Task AskAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await client.GetVersionAsync(either.Token);
        }
        catch (Exception exception) when (exception is KubernetesException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Still gone.
        }
    }
}
