namespace Steersman.Operator.Decisions.Drift;

/// <summary>How often an object is looked at, and how often it is put back. Pure.</summary>
public static class DriftPace
{
    /// <summary>Put back so often in a row, an object is fought over.</summary>
    public const int FightAfter = 3;

    private const int FreeLooks = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestLookPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnknownPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Row = TimeSpan.FromMinutes(10);

    /// <summary>When an object that was written may be looked at again.</summary>
    /// <param name="lastLook">The last look; null where there was none.</param>
    /// <param name="falseAlarms">How many looks in a row found nothing.</param>
    /// <param name="isUnknown">The last look could not compare it.</param>
    public static DateTimeOffset NextLook(DateTimeOffset? lastLook, int falseAlarms, bool isUnknown)
    {
        if (lastLook is not { } last)
        {
            return DateTimeOffset.MinValue;
        }

        if (isUnknown)
        {
            return last + UnknownPause;
        }

        return last + Doubled(TimeSpan.FromSeconds(1), falseAlarms - FreeLooks, LongestLookPause);
    }

    /// <summary>How many corrections in a row there were, when an object drifted again: long after the last one it is no fight.</summary>
    public static int InRow(int corrections, DateTimeOffset? lastCorrection, DateTimeOffset now)
    {
        TimeSpan pause = Pause(corrections);
        return lastCorrection is { } last && now - last <= Row + pause + pause ? corrections : 0;
    }

    /// <summary>The time between the last correction and the next one: none at first, then 10 s, doubling to 15 min.</summary>
    public static TimeSpan Pause(int corrections) => Doubled(FirstPause, corrections - FightAfter + 1, LongestPause);

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest)
    {
        if (times <= 0)
        {
            return TimeSpan.Zero;
        }

        TimeSpan pause = first * Math.Pow(2, Math.Min(times - 1, 30));
        return pause < longest ? pause : longest;
    }
}
