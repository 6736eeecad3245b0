using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Hooks;
using Steersman.Operator.Steps.Planning;
using Steersman.Operator.Steps.Revisions;

namespace Steersman.Operator.Steps;

/// <summary>Takes steps, each by its executor. An executor never decides.</summary>
internal sealed class StepExecutor(
    FinalizerExecutor finalizer,
    LeaveNamespaceExecutor leave,
    PrepareRevisionExecutor prepareRevision,
    PrepareRollbackExecutor prepareRollback,
    PrepareUninstallExecutor prepareUninstall,
    MakePlanExecutor plan,
    MoveExecutor move,
    HandedOverExecutor handedOver,
    HookExecutor hooks,
    HookExaminer examiner,
    HookCleaner cleaner,
    ApplyObjectsExecutor apply,
    DeleteObjectsExecutor delete,
    ConfirmFailureExecutor confirm,
    OldPodsExecutor oldPods,
    ResumeRevisionExecutor resume,
    SettleRevisionExecutor settle,
    BeginTestsExecutor tests,
    FailRevisionExecutor fail,
    FinishUninstallExecutor finishUninstall,
    AdoptRevisionExecutor adopt,
    MarkGoodExecutor good,
    DriftExecutor drift)
{
    public Task<StepResult> ExecuteAsync(Step step, StepContext context, CancellationToken cancellation) => step switch
    {
        Step.AddFinalizer => finalizer.AddAsync(context, cancellation),
        Step.RemoveFinalizer => finalizer.RemoveAsync(context, cancellation),
        Step.LeaveNamespace => leave.ExecuteAsync(context, cancellation),
        Step.PrepareRevision prepare => prepareRevision.ExecuteAsync(prepare, context, cancellation),
        Step.PrepareRollback prepare => prepareRollback.ExecuteAsync(prepare, context, cancellation),
        Step.PrepareUninstall prepare => prepareUninstall.ExecuteAsync(prepare, context, cancellation),
        Step.PrepareMove prepare => move.PrepareAsync(prepare, context, cancellation),
        Step.MakePlan make => plan.ExecuteAsync(make, context, cancellation),
        Step.AbandonMove => move.AbandonAsync(context, cancellation),
        Step.DropHandedOver => handedOver.DropAsync(context, cancellation),
        Step.RunHook run => hooks.RunAsync(run, context, cancellation),
        Step.FinishHook finish => hooks.FinishAsync(finish, context, cancellation),
        Step.ExamineHook examine => examiner.ExamineAsync(examine, context, cancellation),
        Step.AbandonHook abandon => cleaner.AbandonAsync(abandon, context, cancellation),
        Step.CleanHooks clean => cleaner.CleanAsync(clean, context, cancellation),
        Step.EnterPhase enter => Enter(enter, context),
        Step.ApplyObjects => apply.ExecuteAsync(context, cancellation),
        Step.DeleteObjects => delete.ExecuteAsync(context, cancellation),
        Step.ConfirmFailure => confirm.ExecuteAsync(context, cancellation),
        Step.DeleteOldPods => oldPods.ExecuteAsync(context, cancellation),
        Step.ResumeRevision resumed => resume.ExecuteAsync(resumed, context, cancellation),
        Step.SettleRevision settled => settle.ExecuteAsync(settled, context, cancellation),
        Step.SupersedeOlder => settle.SupersedeOlderAsync(context, cancellation),
        Step.BeginTests begin => tests.ExecuteAsync(begin, context, cancellation),
        Step.FailRevision failed => fail.ExecuteAsync(failed, context, cancellation),
        Step.FinishUninstall finished => finishUninstall.ExecuteAsync(finished, context, cancellation),
        Step.AdoptRevision adopted => adopt.ExecuteAsync(adopted, context, cancellation),
        Step.MarkGood mark => good.ExecuteAsync(mark, context, cancellation),
        Step.RecordNamespace => adopt.RecordNamespaceAsync(context, cancellation),
        Step.CheckDrift check => drift.CheckAsync(check, context, cancellation),
        Step.CorrectDrift correct => drift.CorrectAsync(correct, context, cancellation),
        _ => throw new InvalidOperationException($"no executor for {step.GetType().Name}"),
    };

    private static Task<StepResult> Enter(Step.EnterPhase step, StepContext context)
    {
        context.Memory.Operation!.Phase = step.Phase;
        return Task.FromResult(StepResult.Done);
    }
}
