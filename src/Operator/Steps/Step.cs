using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;

namespace Steersman.Operator.Steps;

/// <summary>One step towards the desired state. Every step is idempotent: taken twice it does what it does once.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Puts the finalizer on the HelmRelease.</summary>
    public sealed record AddFinalizer : Step;

    /// <summary>Takes the finalizer off the HelmRelease, which then goes.</summary>
    public sealed record RemoveFinalizer : Step;

    /// <summary>Deletes the objects of a release outside of the namespace that is being deleted with its HelmRelease, and takes the finalizer off.</summary>
    public sealed record LeaveNamespace : Step;

    /// <summary>Renders the desired state, has the server judge it by dry-runs, creates what must be there first, and stores the pending revision.</summary>
    public sealed record PrepareRevision(OperationType Type, DesiredState Desired, string Trigger) : Step
    {
        /// <summary>How often this desired state has failed before.</summary>
        public int Failures { get; init; }

        /// <summary>The token by which somebody asked for this; null where nobody did.</summary>
        public string? Token { get; init; }

        /// <summary>What stays on the cluster before, as messages name it; null where nothing does.</summary>
        public string? Left { get; init; }
    }

    /// <summary>Stores a pending revision that restores an older one; where <paramref name="Retry"/> names a failed rollback, that same revision is pending again.</summary>
    public sealed record PrepareRollback(int Target, string? Rejected, string Cause, int? Retry) : Step
    {
        /// <summary>True where <c>spec.rollbackTo</c> asks for it.</summary>
        public bool IsHold { get; init; }

        /// <summary>Code of the cause; null: that of the revision that failed.</summary>
        public string? Code { get; init; }

        /// <summary>The token by which somebody asked for this; null where nobody did.</summary>
        public string? Token { get; init; }
    }

    /// <summary>Marks the newest revision as uninstalling.</summary>
    public sealed record PrepareUninstall(string? Rejected, string? Cause) : Step;

    /// <summary>Renders the desired state for the place that the release moves to, has the server judge it, and marks the newest revision where it is now as uninstalling.</summary>
    /// <param name="Desired">The desired state.</param>
    /// <param name="Why">What changed, as <c>name web -> shop</c>.</param>
    public sealed record PrepareMove(DesiredState Desired, string Why) : Step;

    /// <summary>Renders a change and has the server judge it, to be told in the status; nothing is written.</summary>
    /// <param name="Change">The step that waits: <see cref="PrepareRevision"/> or <see cref="PrepareMove"/>.</param>
    /// <param name="Digest">Digest of the plan.</param>
    public sealed record MakePlan(Step Change, string Digest) : Step;

    /// <summary>Makes the uninstall of a release that moves one of everything: it is deleted meanwhile.</summary>
    public sealed record AbandonMove : Step;

    /// <summary>Deletes what a release handed over when it moved and did not come to take.</summary>
    public sealed record DropHandedOver : Step;

    /// <summary>Creates the hook's object, after the deletion of one left by an earlier run.</summary>
    public sealed record RunHook(HookRun Hook) : Step;

    /// <summary>Records the end of a hook, then deletes its object where its policies ask for it.</summary>
    public sealed record FinishHook(HookRun Hook) : Step;

    /// <summary>Asks the server itself how a hook fares; where it failed, for the cause and the log.</summary>
    public sealed record ExamineHook(HookRun Hook) : Step;

    /// <summary>Deletes the objects of hooks that ask for it, after an event's hooks all succeeded, or after one failed.</summary>
    public sealed record CleanHooks(HookRun Hook) : Step;

    /// <summary>Deletes the object of a hook that must give way, unless one of its containers has started.</summary>
    public sealed record AbandonHook(HookRun Hook) : Step;

    /// <summary>Goes on to the next phase of the operation.</summary>
    public sealed record EnterPhase(OperationPhase Phase) : Step;

    /// <summary>Applies what the revision changes and deletes what it no longer has.</summary>
    public sealed record ApplyObjects : Step;

    /// <summary>Deletes the objects of the release that is being uninstalled.</summary>
    public sealed record DeleteObjects : Step;

    /// <summary>Reads workloads and pods afresh, before a cause becomes a verdict.</summary>
    public sealed record ConfirmFailure : Step;

    /// <summary>Deletes pods of other revisions than the one that a rollback restores.</summary>
    public sealed record DeleteOldPods : Step;

    /// <summary>Makes a failed revision whose objects became ready pending again; it goes on with the hooks after it.</summary>
    public sealed record ResumeRevision(int Revision) : Step;

    /// <summary>Makes the pending revision the deployed one; of one that is deployed already only the outcome of its tests is recorded.</summary>
    /// <param name="FailedTest">A test that failed, where that is no failure of the revision.</param>
    /// <param name="IsInterrupted">True where the tests of a deployed revision gave way to something newer: it counts as untested.</param>
    public sealed record SettleRevision(HookRun? FailedTest = null, bool IsInterrupted = false) : Step;

    /// <summary>Begins the tests of a revision that is deployed already.</summary>
    public sealed record BeginTests(int Revision, DesiredState Desired) : Step;

    /// <summary>Marks what was deployed before the newest revision as superseded, where a settle was cut off in between.</summary>
    public sealed record SupersedeOlder : Step;

    /// <summary>Marks the pending revision as failed.</summary>
    /// <param name="Revision">The revision.</param>
    /// <param name="Error">The cause; becomes Helm's description of the failure.</param>
    /// <param name="IsSuperseded">True where it did not fail but gave way to a newer desired state.</param>
    public sealed record FailRevision(int Revision, string Error, bool IsSuperseded = false) : Step
    {
        /// <summary>Code of the cause; null where there is none.</summary>
        public string? Code { get; init; }

        /// <summary>The cause as the status has it; null where there is none.</summary>
        public FailureStatus? Failure { get; init; }

        /// <summary>The hook that failed, or was given up; null where none was.</summary>
        public HookRun? Hook { get; init; }
    }

    /// <summary>Ends an uninstall: the history is purged, or kept with the status uninstalled.</summary>
    /// <param name="Hook">The hook after the deletion that failed; null where none did.</param>
    public sealed record FinishUninstall(HookRun? Hook = null) : Step;

    /// <summary>Writes the operator's record on a revision that somebody else made.</summary>
    public sealed record AdoptRevision(int Revision, DesiredState? Desired, string Trigger) : Step;

    /// <summary>Marks a stored revision as good.</summary>
    public sealed record MarkGood(int Revision) : Step;

    /// <summary>Writes down that the objects of the newest revision are in the namespace that there is now, which was made anew.</summary>
    public sealed record RecordNamespace : Step;

    /// <summary>Compares objects with what is wanted of them.</summary>
    public sealed record CheckDrift(IReadOnlyList<DriftKey> Objects) : Step
    {
        public override string ToString() => $"CheckDrift {string.Join(", ", Objects)}";
    }

    /// <summary>Applies again objects that others changed or deleted; no revision is made.</summary>
    public sealed record CorrectDrift(IReadOnlyList<DriftKey> Objects) : Step
    {
        public override string ToString() => $"CorrectDrift {string.Join(", ", Objects)}";
    }
}
