using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Storage;

/// <summary>What became of the tests of a revision.</summary>
/// <param name="IsSuccess">Every test that ran succeeded.</param>
/// <param name="Hooks">Every test hook of the revision by its name; one that did not run has no phase.</param>
public sealed record TestRecord(bool IsSuccess, IReadOnlyDictionary<string, TestHookStatus> Hooks)
{
    /// <summary>How many tests ran.</summary>
    public int Count { get; init; }

    /// <summary>Why a test failed; null where none did.</summary>
    public string? Cause { get; init; }

    /// <summary>Reads the outcome from the hooks of a release record.</summary>
    /// <param name="hooks">The hooks.</param>
    /// <param name="count">How many tests ran.</param>
    /// <param name="cause">Why one failed; null where none did.</param>
    public static TestRecord Of(IReadOnlyList<Hook>? hooks, int count, string? cause)
    {
        Dictionary<string, TestHookStatus> tests = new(StringComparer.Ordinal);
        foreach (Hook hook in (hooks ?? []).Where(IsTest))
        {
            tests[hook.Name] = new TestHookStatus
            {
                LastStarted = Time(hook.LastRun.StartedAt),
                LastCompleted = Time(hook.LastRun.CompletedAt),
                Phase = hook.LastRun.Phase.Length == 0 ? null : hook.LastRun.Phase,
            };
        }

        return new TestRecord(cause is null, tests) { Count = count, Cause = cause };
    }

    /// <summary>True where the record of a test hook says that it failed.</summary>
    public static bool HaveFailed(IReadOnlyList<Hook>? hooks) => hooks?.Any(hook => IsTest(hook) && hook.LastRun.Phase == HookPhases.Failed) == true;

    private static bool IsTest(Hook hook) => hook.Events?.Contains(HookEvents.Test, StringComparer.Ordinal) == true;

    private static DateTimeOffset? Time(Timestamp time) => time.IsZero ? null : time.Time;
}
