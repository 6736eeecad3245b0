using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Flux;

/// <summary>What Flux asks of the snapshots in <c>status.history</c> (<c>api/v2/snapshot_types.go</c>); a list of them is newest first.</summary>
public static class Snapshots
{
    private const int MaxWithoutGood = 5;
    private const string Failed = "Failed";
    private const string Succeeded = "Succeeded";

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<HistoryEntry> Sorted(IEnumerable<HistoryEntry> snapshots) => [.. snapshots.OrderByDescending(snapshot => snapshot.Version)];

    /// <summary>True where every test ran, or one failed; a revision without tests counts as tested once they were asked for.</summary>
    public static bool HasBeenTested(HistoryEntry snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.TestHooks is { } hooks && (hooks.Count == 0 || HasTestInPhase(snapshot, Failed) || hooks.Values.All(hook => hook?.Phase == Succeeded));
    }

    /// <summary>True where a test ended in that phase.</summary>
    public static bool HasTestInPhase(HistoryEntry snapshot, string phase)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.TestHooks?.Values.Any(hook => hook?.Phase == phase) == true;
    }

    /// <summary>The newest one behind the first that was good: deployed or superseded, and no test of it failed, unless tests do not count. Null where there is none.</summary>
    public static HistoryEntry? Previous(IReadOnlyList<HistoryEntry> sorted, bool ignoreTests)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return sorted.Skip(1).FirstOrDefault(snapshot => snapshot.Status is "deployed" or "superseded" && (ignoreTests || !HasTestInPhase(snapshot, Failed)));
    }

    /// <summary>Those down to the previous good one; where there is none, the newest five.</summary>
    public static IReadOnlyList<HistoryEntry> Truncate(IReadOnlyList<HistoryEntry> sorted, bool ignoreTests)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return Previous(sorted, ignoreTests) is { } good ? [.. sorted.TakeWhile(snapshot => snapshot != good), good] : [.. sorted.Take(MaxWithoutGood)];
    }
}
