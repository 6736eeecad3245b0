using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Decisions.Drift;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Reconciling;

/// <summary>What is remembered of the objects of one release that were looked at for drift. Only the worker that holds the key uses it.</summary>
internal sealed class DriftMemory
{
    private readonly Dictionary<DriftKey, Entry> _entries = [];
    private readonly List<DateTimeOffset> _corrected = [];
    private DateTimeOffset _lastCorrected = DateTimeOffset.MinValue;

    /// <summary>The followed objects in the order of the manifest.</summary>
    public IReadOnlyList<DriftKey> Objects { get; private set; } = [];

    /// <summary>Times of corrections, whole seconds, none twice.</summary>
    public IReadOnlyList<DateTimeOffset> Corrected => [.. _corrected];

    /// <summary>The objects that are not as they are to be.</summary>
    public IReadOnlyList<DriftedObject> Drifted => [.. Objects.Select(key => _entries.GetValueOrDefault(key)?.Drifted).OfType<DriftedObject>()];

    /// <summary>From now on these objects are followed.</summary>
    public void Follow(IReadOnlyList<DriftKey> objects)
    {
        Objects = objects;
        HashSet<DriftKey> followed = [.. objects];
        foreach (DriftKey gone in _entries.Keys.Where(key => !followed.Contains(key)).ToList())
        {
            _entries.Remove(gone);
        }
    }

    /// <summary>Nothing is followed any more.</summary>
    public void Clear()
    {
        Objects = [];
        _entries.Clear();
    }

    /// <summary>When an object that was written may be looked at.</summary>
    public DateTimeOffset NextLook(DriftKey key) => _entries.GetValueOrDefault(key) is { } entry
        ? DriftPace.NextLook(entry.LastLook, entry.FalseAlarms, entry.Drifted?.State == DriftState.Unknown)
        : DateTimeOffset.MinValue;

    /// <summary>Keeps what a look found; gives it where it is drift that was not known before.</summary>
    public DriftedObject? Looked(DriftKey key, DriftLook look, DateTimeOffset now)
    {
        Entry entry = EntryOf(key);
        DriftedObject? before = entry.Drifted;
        entry.FalseAlarms = look.State == DriftState.InSync && before is null && entry.LastLook is not null ? entry.FalseAlarms + 1 : 0;
        entry.LastLook = now;
        if (look.State is not (DriftState.Removed or DriftState.Changed or DriftState.Unknown))
        {
            entry.Drifted = null;
            return null;
        }

        entry.Corrections = DriftPace.InRow(entry.Corrections, entry.LastCorrection, now);
        entry.Drifted = new DriftedObject(key, look.State)
        {
            Diff = look.Diff,
            Error = look.Error,
            Writer = look.LastWriter,
            Corrections = entry.Corrections,
            Since = before?.Since ?? now,
            NotBefore = entry.Corrections == 0 ? null : entry.LastCorrection + DriftPace.Pause(entry.Corrections),
        };
        return before?.Describe() == entry.Drifted.Describe() ? null : entry.Drifted;
    }

    /// <summary>An object was put back.</summary>
    public void CorrectedAt(DriftKey key, DateTimeOffset now)
    {
        Entry entry = EntryOf(key);
        entry.Drifted = null;
        entry.Corrections++;
        entry.LastCorrection = now;
        entry.FalseAlarms = 0;
    }

    /// <summary>At least one object was put back at this time: one correction in the history.</summary>
    public void CountCorrection(DateTimeOffset now)
    {
        DateTimeOffset second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        _lastCorrected = second > _lastCorrected ? second : _lastCorrected + TimeSpan.FromSeconds(1);
        _corrected.Add(_lastCorrected);
    }

    /// <summary>The status tells of the corrections up to this one.</summary>
    public void ForgetCorrections(DateTimeOffset? told) => _corrected.RemoveAll(at => at <= told);

    /// <summary>An object could not be put back; tried again with the pauses of a fight.</summary>
    public void Failed(DriftKey key, string error, DateTimeOffset now)
    {
        Entry entry = EntryOf(key);
        entry.Corrections = Math.Max(entry.Corrections + 1, DriftPace.FightAfter);
        entry.LastCorrection = now;
        if (entry.Drifted is { } drifted)
        {
            entry.Drifted = drifted with { Error = error, NotBefore = now + DriftPace.Pause(entry.Corrections) };
        }
    }

    private Entry EntryOf(DriftKey key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
        {
            entry = new Entry();
            _entries.Add(key, entry);
        }

        return entry;
    }

    private sealed class Entry
    {
        public DriftedObject? Drifted { get; set; }

        public DateTimeOffset? LastLook { get; set; }

        public int FalseAlarms { get; set; }

        public int Corrections { get; set; }

        public DateTimeOffset? LastCorrection { get; set; }
    }
}
