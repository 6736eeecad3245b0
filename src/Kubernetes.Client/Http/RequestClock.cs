using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>What can end a request early: its caller, its guard, its time. Tells afterwards which of them it was.</summary>
internal sealed class RequestClock : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly IRequestGuard? _guard;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _any;
    private TimeSpan _timeout;

    internal RequestClock(TimeSpan timeout, TimeProvider time, IRequestGuard? guard, CancellationToken caller)
    {
        _caller = caller;
        _guard = guard;
        _timeout = timeout;
        _timer = new CancellationTokenSource(timeout, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token, guard?.Lost ?? CancellationToken.None);
    }

    internal CancellationToken Token => _any.Token;

    internal void Restart(TimeSpan timeout)
    {
        _timeout = timeout;
        _timer.CancelAfter(timeout);
    }

    internal KubernetesException? Explain(ApiRequest request, Exception e)
    {
        // A cancelled read may end as an IOException of the connection that was closed under it.
        if (_caller.IsCancellationRequested)
        {
            return null;
        }

        if (_guard?.Lost.IsCancellationRequested == true)
        {
            return new RequestGuardException($"{request}: cancelled, leadership was lost", e);
        }

        return e is OperationCanceledException ? ConnectionErrors.TimedOut(request, _timeout) : ConnectionErrors.Translate(request, e);
    }

    public void Dispose()
    {
        _any.Dispose();
        _timer.Dispose();
    }
}
