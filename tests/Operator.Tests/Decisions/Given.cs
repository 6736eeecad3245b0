using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

/// <summary>Observations for the tables: a release that is settled at revision 1, changed by what each row says.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ChartIdentity Chart = new("web", "1.0.0", "1.0");
    public static readonly DesiredState Wanted = new(Chart, "inputs-1", "attempt-1", "values-1");
    public static readonly DesiredState Newer = new(Chart, "inputs-2", "attempt-2", "values-2");

    public static HelmRelease Release(Func<HelmReleaseSpec, HelmReleaseSpec>? change = null, HelmReleaseStatus? status = null, string? metadata = null)
    {
        JsonObject content = (JsonObject)JsonNode.Parse("""{"name":"web","namespace":"apps","uid":"u1","generation":2,"finalizers":["steersman.dev/release"]}""")!;
        foreach ((string key, JsonNode? value) in (JsonObject)JsonNode.Parse(metadata ?? "{}")!)
        {
            content[key] = value?.DeepClone();
        }

        HelmReleaseSpec spec = new() { Source = new ChartSource { ConfigMap = new ConfigMapSource { Name = "chart", Key = "web.tgz" } } };
        return new HelmRelease { Metadata = new ObjectMeta(content), Spec = change?.Invoke(spec) ?? spec, Status = status };
    }

    public static OperationRecord Record(OperationType type = OperationType.Install, DesiredState? made = null) => new()
    {
        Id = "op-1",
        Type = type,
        Owner = "apps/web",
        Uid = "u1",
        Generation = 2,
        StartedAt = Now - TimeSpan.FromMinutes(1),
        Inputs = (made ?? Wanted).Inputs,
        Attempt = (made ?? Wanted).Attempt,
        Values = (made ?? Wanted).Values,
        Chart = Chart,
    };

    public static RevisionSummary Revision(int revision, string status, OperationRecord? record, DateTimeOffset? writtenAt = null) => new(revision, status, $"{100 + revision}", record, writtenAt ?? Now);

    public static History Stored(params IEnumerable<RevisionSummary> newestFirst) => new([.. newestFirst]);

    /// <summary>Revision 1 is deployed and is what the spec asks for.</summary>
    public static Observation Settled(HelmRelease? release = null) => new()
    {
        Release = release ?? Release(),
        Source = new SourceState(SourcePhase.Ready, Chart, "sha256:c"),
        Values = new ValuesState("values-1", null),
        Desired = Wanted,
        History = Stored(Revision(1, "deployed", Record())),
        Rollout = new RolloutView { IsReady = true, Ready = 2, Total = 2 },
        Now = Now,
    };

    /// <summary>An operation under way at revision 2, in that phase.</summary>
    public static Observation Running(OperationType type, OperationPhase phase, HookRun? hook = null, HelmRelease? release = null)
    {
        OperationRecord record = Record(type) with { Target = type == OperationType.Rollback ? 1 : null, Rejected = type == OperationType.Rollback ? Wanted.Attempt : null, Cause = type == OperationType.Rollback ? "Deployment/web: broken" : null };
        string status = type switch { OperationType.Install => "pending-install", OperationType.Upgrade => "pending-upgrade", OperationType.Rollback => "pending-rollback", _ => "uninstalling" };
        return Settled(release) with
        {
            History = Stored(Revision(2, status, record), Revision(1, "deployed", Record())),
            Operation = new RunningOperation(record, 2, phase, hook, phase == OperationPhase.Wait ? Now + TimeSpan.FromMinutes(5) : null),
            Rollout = new RolloutView { IsReady = false, Ready = 1, Total = 2 },
        };
    }

    /// <summary>Revision 2 of that type failed.</summary>
    public static Observation Failed(OperationType type, HelmRelease? release = null, int tries = 1, int failures = 1)
    {
        OperationRecord record = Record(type) with { Cause = "Deployment/web: broken", Code = "CrashLoop", Try = tries, Failures = failures };
        if (type == OperationType.Rollback)
        {
            record = record with { Target = 1, Rejected = Wanted.Attempt, Failure = "Deployment/web: broken", FailureCode = "CrashLoop" };
        }

        return Settled(release) with { History = Stored(Revision(2, "failed", record), Revision(1, "superseded", Record(made: new DesiredState(Chart, "inputs-0", "attempt-0", "values-0")))) };
    }

    /// <summary>A failure without its details.</summary>
    public static Step? Bare(Step? step) => step is Step.FailRevision failed ? failed with { Failure = null } : step;

    public static string? Ready(this Decision decision) => Text(decision, ConditionTypes.Ready);

    public static string? Stalled(this Decision decision) => Text(decision, ConditionTypes.Stalled);

    private static string? Text(Decision decision, string type) =>
        decision.Status.Conditions?.FirstOrDefault(condition => condition.Type == type) is { } found ? $"{found.Status} {found.Reason}: {found.Message}" : null;
}
