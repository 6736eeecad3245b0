namespace Steersman.Operator.Hosting;

/// <summary>What the probes ask: whether the operator works, or waits for its turn. Thread-safe.</summary>
internal sealed class OperatorState
{
    private volatile bool _isReady;

    /// <summary>True when the caches are filled, or another process leads and this one stands by.</summary>
    public bool IsReady => _isReady;

    /// <summary>This process stands by.</summary>
    public void Waits() => _isReady = true;

    /// <summary>This process works.</summary>
    public void Works() => _isReady = true;
}
