namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Waits that double from one failure to the next, each up to twice as long by chance (client-go <c>wait.Backoff</c> with jitter 1).</summary>
internal sealed class Backoff(TimeSpan min, TimeSpan max, Random random)
{
    private int _failures;

    /// <summary>The next wait, at least as long as the server asked for.</summary>
    internal TimeSpan Next(TimeSpan? atLeast = null)
    {
        double seconds = Math.Min(min.TotalSeconds * Math.Pow(2, Math.Min(_failures, 30)), max.TotalSeconds);
        _failures++;
        TimeSpan wait = TimeSpan.FromSeconds(seconds * (1 + random.NextDouble()));
        return atLeast is { } floor && floor > wait ? floor : wait;
    }

    internal void Reset() => _failures = 0;
}
