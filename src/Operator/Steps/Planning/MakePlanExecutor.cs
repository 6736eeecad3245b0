using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Planning;

/// <summary>Renders a change, has the server judge it, and tells what it would do. Nothing is written: neither to the cluster nor to Helm's storage.</summary>
internal sealed class MakePlanExecutor(RevisionWriter revisions, RevisionObjects objects, RevisionDrafter drafter, RevisionJudge judge, Preflight preflight, ReleasePrerequisites prerequisites)
{
    public async Task<StepResult> ExecuteAsync(Step.MakePlan step, StepContext context, CancellationToken cancellation)
    {
        context.Memory.Definitions = context.Seen.Definitions;
        RevisionSummary? newest = context.Seen.History.Newest;
        StoredRevision? current = newest is null ? null : await revisions.ReadAsync(context, newest.Revision, cancellation);
        if (newest is not null && current is null)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        (Step.PrepareRevision change, StepContext there) = Change(step, context);
        bool isMove = step.Change is Step.PrepareMove;
        (RevisionDraft? draft, PreparationFailure? failure) = await drafter.DraftAsync(change, there, (there.Seen.History.Newest?.Revision ?? 0) + 1, isMove ? null : current, cancellation);
        Judgement judgement = failure is not null ? Judgement.Refused(failure)
            : isMove ? await JudgeMoveAsync(change, context, there, draft!, current!, cancellation)
            : await judge.JudgeAsync(change, context, draft!, current, isPlan: true, cancellation);
        if (judgement.Failure is not null)
        {
            return judgement.Failure.ToResult(context, change.Desired.Attempt);
        }

        IReadOnlyList<Finding> findings = await preflight.LookAsync(there, draft!, judgement, isPlan: true, cancellation);
        context.Memory.Plan = Plan(step, change, there, draft!, judgement, findings, current);
        return StepResult.Done;
    }

    private async Task<Judgement> JudgeMoveAsync(
        Step.PrepareRevision change, StepContext context, StepContext there, RevisionDraft draft, StoredRevision current, CancellationToken cancellation)
    {
        IReadOnlyList<ReleaseObject> before = await objects.OfAsync(context, current.Release, cancellation);
        (_, PreparationFailure? failure) = await judge.JudgeMoveAsync(change, there, draft, before, cancellation);
        return failure is not null ? Judgement.Refused(failure) : new Judgement(null, before, await judge.WantedAsync(change, there, draft, cancellation));
    }

    private PlanStatus Plan(Step.MakePlan step, Step.PrepareRevision change, StepContext context, RevisionDraft draft, Judgement judgement, IReadOnlyList<Finding> findings, StoredRevision? current)
    {
        SecretTexts after = PlanSecrets.After(context, draft);
        SecretTexts before = current is null ? after : PlanSecrets.Before(context, current.Release, after);
        PlanSummary summary = PlanSummary.Between(judgement.Before, judgement.Wanted, before.Hide, after.Hide);
        PlannedChange[] first = [.. prerequisites.Missing(change, context, draft.Rendered)];
        return new PlanStatus
        {
            Digest = step.Digest,
            Type = change.Type,
            Trigger = change.Trigger,
            BaseRevision = current?.Release.Version,
            Chart = change.Desired.Chart.Name,
            Version = change.Desired.Chart.Version,
            Added = summary.Added + first.Length,
            Changed = summary.Changed,
            Removed = summary.Removed,
            Hooks = HooksOf(step, change, context, draft, current),
            Findings = findings.Count == 0 ? null : [.. findings.Select(finding => FailureText.Cut(after.Hide(finding.Message)))],
            Summary = [.. first.Concat(summary.Objects).Take(PlanSummary.MaxObjects)],
        };
    }

    // A move uninstalls the old release first.
    private static PlannedHook[]? HooksOf(Step.MakePlan step, Step.PrepareRevision change, StepContext context, RevisionDraft draft, StoredRevision? current)
    {
        IEnumerable<PlannedHook> before = step.Change is Step.PrepareMove ? PlannedHooks.Of(OperationType.Uninstall, current!.Release.Hooks, context.Release.Spec) : [];
        PlannedHook[] hooks = [.. before.Concat(PlannedHooks.Of(change.Type, draft.Rendered.Hooks, context.Release.Spec)).Take(PlannedHooks.Max)];
        return hooks.Length == 0 ? null : hooks;
    }

    // As the executors of these steps see them.
    private static (Step.PrepareRevision Change, StepContext Context) Change(Step.MakePlan step, StepContext context) => step.Change switch
    {
        Step.PrepareMove move => MoveExecutor.Install(move, context),
        _ => ((Step.PrepareRevision)step.Change, context),
    };
}
