using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Decisions.Drift;

/// <summary>What every decision says of drift, whatever rule it is of: the condition, the corrections in the history, and when to look again.</summary>
internal static class DriftStatus
{
    private const int MaxObjects = 10;

    public static Decision AddTo(Decision decision, Observation seen)
    {
        if ((seen.Release.Spec.DriftDetection?.Mode ?? DriftDetectionMode.Disabled) == DriftDetectionMode.Disabled)
        {
            return decision with { Status = decision.Status.Without(ConditionTypes.Drifted) };
        }

        if (seen.Drift is not { } drift || seen.Release.IsDeleted || decision.Step is not null)
        {
            return decision;
        }

        return decision with
        {
            Status = WithOperation(WithHistory(WithCondition(decision.Status, seen, drift), seen, drift), seen, drift),
            WakeAt = Earliest([decision.WakeAt, drift.NextLookAt, .. NextCorrections(drift)]),
        };
    }

    /// <summary>The objects as messages list them.</summary>
    internal static string List(IReadOnlyCollection<DriftedObject> objects)
    {
        string lines = string.Join('\n', objects.Take(MaxObjects).Select(item => item.Describe()));
        return objects.Count > MaxObjects ? $"{lines}\nand {objects.Count - MaxObjects} more" : lines;
    }

    private static HelmReleaseStatus WithCondition(HelmReleaseStatus status, Observation seen, DriftView drift)
    {
        string release = ReleaseNames.Full(seen, seen.History.Newest!.Revision);
        DriftedObject[] drifted = [.. drift.Drifted.Where(item => item.State != DriftState.Unknown)];
        if (drifted.Length > 0)
        {
            DriftedObject? fight = drift.Mode == DriftDetectionMode.Enabled ? Array.Find(drifted, item => item.IsFight) : null;
            bool isRefused = Array.Exists(drifted, item => item.Error is not null);
            string reason = fight is not null ? Reasons.DriftFight : isRefused && drift.Mode == DriftDetectionMode.Enabled ? Reasons.DriftCorrectionFailed : Reasons.DriftDetected;
            string message = $"{(fight is null ? "" : $"{Fight(fight)}\n")}Cluster state of release {release} has drifted from the desired state:\n{List(drifted)}";
            return status.With(seen, ConditionTypes.Drifted, StatusExtensions.True, reason, message);
        }

        return drift.Drifted.Count > 0
            ? status.With(seen, ConditionTypes.Drifted, StatusExtensions.Unknown, Reasons.DriftUnknown, $"Cluster state of release {release} cannot be compared with the desired state:\n{List(drift.Drifted)}")
            : status.With(seen, ConditionTypes.Drifted, StatusExtensions.False, Reasons.NoDriftDetected, $"No drift detected for release {release}");
    }

    /// <summary>Who fights over what.</summary>
    internal static string Fight(DriftedObject item) =>
        $"{item.Key} was changed again after each of {item.Corrections} corrections{(item.Writer is null ? "" : $", last by {item.Writer}")}; the next one waits until {item.NotBefore?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}: name the field in spec.driftDetection.ignore, or stop the other writer";

    private static HelmReleaseStatus WithHistory(HelmReleaseStatus status, Observation seen, DriftView drift)
    {
        int revision = seen.History.Newest!.Revision;
        HistoryEntry? entry = status.History?.FirstOrDefault(each => each.Version == revision);
        DateTimeOffset[] newer = [.. drift.Corrected.Where(at => entry?.LastCorrected is not { } last || at > last)];
        return entry is null || newer.Length == 0
            ? status
            : status with { History = [.. status.History!.Select(each => each == entry ? each with { Corrections = (each.Corrections ?? 0) + newer.Length, LastCorrected = newer.Max() } : each)] };
    }

    // A correction that waits is an operation: the column of kubectl shows it.
    private static HelmReleaseStatus WithOperation(HelmReleaseStatus status, Observation seen, DriftView drift)
    {
        DateTimeOffset? next = Earliest(NextCorrections(drift));
        return status.Operation is not null || next is null
            ? status
            : status with
            {
                Operation = new OperationStatus
                {
                    Id = $"drift-{seen.History.Newest!.Revision}",
                    Type = OperationType.Correct,
                    Revision = seen.History.Newest.Revision,
                    Phase = OperationPhase.Apply,
                    StartedAt = drift.Drifted.Min(item => item.Since),
                },
            };
    }

    private static IEnumerable<DateTimeOffset?> NextCorrections(DriftView drift) =>
        drift.Mode == DriftDetectionMode.Enabled ? drift.Drifted.Where(item => item.State != DriftState.Unknown).Select(item => item.NotBefore) : [];

    private static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (DateTimeOffset? time in times)
        {
            earliest = earliest is null || time < earliest ? time ?? earliest : earliest;
        }

        return earliest;
    }
}
