namespace Steersman.Operator.Decisions;

/// <summary>The floor of every interval that a spec names: no release, and no source, is looked at without an event more often.</summary>
internal static class LeastInterval
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    /// <summary>The interval that counts.</summary>
    public static TimeSpan Of(TimeSpan asked) => asked > Floor ? asked : Floor;
}
