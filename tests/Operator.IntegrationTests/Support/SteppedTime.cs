namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The system's time, but the wall clock can be set.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ticks;

    /// <summary>How far it was set, in all.</summary>
    public TimeSpan Stepped => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>Sets the wall clock forward, or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Stepped;
}
