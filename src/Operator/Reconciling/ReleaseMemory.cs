using Steersman.GoTemplate.Values;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Reconciling;

/// <summary>What the operator keeps of one HelmRelease between two looks at it. Only the worker that holds the key uses it.</summary>
internal sealed class ReleaseMemory
{
    private readonly Dictionary<(string StorageNamespace, string Name), HistoryMemory> _histories = [];
    private (string StorageNamespace, string Name) _place;

    /// <summary>The object after our last write to it; null where the watch has caught up.</summary>
    public HelmRelease? Written { get; set; }

    /// <summary>UID of the deleted object that our finalizer was taken off; null where none was.</summary>
    public string? LetGo { get; set; }

    /// <summary>The status as decided and not yet written.</summary>
    public HelmReleaseStatus? Decided { get; set; }

    /// <summary>What was written of the release that is looked at.</summary>
    public HistoryMemory History => HistoryOf(_place);

    /// <summary>Storage namespaces and names of the releases that were looked at: while a release moves there are two.</summary>
    public IEnumerable<(string StorageNamespace, string Name)> Places => _histories.Keys;

    public OperationProgress? Operation { get; set; }

    public StepFailure? Failure { get; set; }

    /// <summary>What the values were composed from, and the outcome.</summary>
    public ValuesMemo? Values { get; set; }

    /// <summary>The composed values, between the look at them and the rest of the release.</summary>
    public ValueMap? ComposedValues { get; set; }

    /// <summary>Texts that no message may show; null where no values were composed.</summary>
    public SecretTexts? Secrets { get; set; }

    /// <summary>Which definitions there were when a revision was last prepared; see <see cref="Observation.Definitions"/>.</summary>
    public int? Definitions { get; set; }

    /// <summary>The plan that was made last; null where none was.</summary>
    public PlanStatus? Plan { get; set; }

    /// <summary>Revision whose objects are followed; null where none is.</summary>
    public int? TrackedRevision { get; set; }

    /// <summary>The expressions by which they are judged; null where there are none.</summary>
    public IReadOnlyList<HealthCheckExpression>? TrackedChecks { get; set; }

    /// <summary>The objects of the newest revision that was applied or found: its record may be deleted before its HelmRelease.</summary>
    public IReadOnlyList<ObjectKey> Objects { get; set; } = [];

    /// <summary>The same as the status shows them; empty after an uninstall, null before anything is known.</summary>
    public IReadOnlyList<ResourceReference>? Inventory { get; set; }

    /// <summary>The cause that fresh reads confirmed; null where none was.</summary>
    public Cause? Confirmed { get; set; }

    /// <summary>The rollout by reads made after its deadline; null before.</summary>
    public RolloutState? Refreshed { get; set; }

    /// <summary>The operation that awaits that an object is gone, by a watch of its own; null where none does.</summary>
    public string? AwaitedGone { get; set; }

    /// <summary>What is known of drift.</summary>
    public DriftMemory Drift { get; } = new();

    /// <summary>Since when each dependency has been seen ready.</summary>
    public Dictionary<DependencyReference, DateTimeOffset> ReadySince { get; } = [];

    /// <summary>When the turn of this release to write mere progress is; null where none was asked for.</summary>
    public DateTimeOffset? ProgressSlot { get; set; }

    /// <summary>When the status was last written.</summary>
    public DateTimeOffset StatusWrittenAt { get; set; }

    /// <summary>What was written of a release.</summary>
    public HistoryMemory HistoryOf((string StorageNamespace, string Name) place)
    {
        if (!_histories.TryGetValue(place, out HistoryMemory? history))
        {
            history = new HistoryMemory();
            _histories.Add(place, history);
        }

        return history;
    }

    /// <summary>The connection of the last look.</summary>
    public ReleaseConnection? Connection { get; private set; }

    /// <summary>How often in a row the account was refused something that is needed.</summary>
    public int Refusals { get; set; }

    /// <summary>Which rights there were when the account was last refused something; see <see cref="Observation.HasNewRights"/>.</summary>
    public int? Rights { get; set; }

    /// <summary>Another connection shows other things: what the one before showed is forgotten.</summary>
    public void ConnectBy(ReleaseConnection connection)
    {
        if (Connection is { } before && before != connection)
        {
            TrackedRevision = null;
            Confirmed = null;
            Refreshed = null;
            Drift.Clear();
            if (before.Cluster != connection.Cluster)
            {
                _histories.Clear();
                Operation = null;
                Objects = [];
            }
        }

        Connection = connection;
    }

    /// <summary>From now on this release is looked at.</summary>
    public void LookAt((string StorageNamespace, string Name) place)
    {
        if (_place != place)
        {
            _place = place;
            TrackedRevision = null;
        }
    }

    /// <summary>The newer of the watched object and our own last write, with the status as decided.</summary>
    public HelmRelease Latest(HelmRelease watched)
    {
        if (Written is { } written && (written.Metadata.Uid != watched.Metadata.Uid || IsAtLeast(watched.Metadata.ResourceVersion, written.Metadata.ResourceVersion)))
        {
            Written = null;
        }

        HelmRelease latest = Written ?? watched;
        StoredStatus = latest.Status;
        return Decided is null ? latest : latest with { Status = Decided };
    }

    /// <summary>The status that is stored, as far as is known.</summary>
    public HelmReleaseStatus? StoredStatus { get; private set; }

    private static bool IsAtLeast(string? one, string? other) =>
        ulong.TryParse(one, out ulong first) && ulong.TryParse(other, out ulong second) ? first >= second : one == other;
}
