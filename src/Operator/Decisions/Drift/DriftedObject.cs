using Steersman.Kubernetes.Status.Drift;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Decisions.Drift;

/// <summary>An object that is not as it is to be.</summary>
/// <param name="Key">Which one.</param>
/// <param name="State">Removed, changed, or unknown.</param>
public sealed record DriftedObject(DriftKey Key, DriftState State)
{
    /// <summary>What differs; null where that is not known.</summary>
    public DriftDiff? Diff { get; init; }

    /// <summary>Why it cannot be compared or put back; null where it can.</summary>
    public string? Error { get; init; }

    /// <summary>Who wrote it last; null where that is not known.</summary>
    public string? Writer { get; init; }

    /// <summary>How often in a row it was put back and changed again.</summary>
    public int Corrections { get; init; }

    /// <summary>Since when it is known to have drifted.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Before this it is not put back again; null: it may be at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>True where somebody changes it again each time.</summary>
    public bool IsFight => Corrections >= DriftPace.FightAfter;

    /// <summary>In Flux's words, with the changed fields.</summary>
    public string Describe()
    {
        string what = State switch
        {
            DriftState.Removed => "removed",
            DriftState.Unknown => "cannot be compared",
            _ => $"changed ({Diff?.Additions ?? 0} additions, {Diff?.Changes ?? 0} changes, {Diff?.Removals ?? 0} removals)",
        };
        return $"{Key} {what}{Fields()}{(Error is null ? "" : $": {Error}")}";
    }

    private string Fields()
    {
        if (Diff is null)
        {
            return "";
        }

        int total = Diff.Additions + Diff.Changes + Diff.Removals;
        return $": {string.Join(", ", Diff.Paths)}{(total > Diff.Paths.Count ? $" and {total - Diff.Paths.Count} more" : "")}";
    }
}
