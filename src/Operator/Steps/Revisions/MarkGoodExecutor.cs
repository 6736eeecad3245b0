namespace Steersman.Operator.Steps.Revisions;

/// <summary>Marks a stored revision as good.</summary>
internal sealed class MarkGoodExecutor(RevisionWriter revisions)
{
    public async Task<StepResult> ExecuteAsync(Step.MarkGood step, StepContext context, CancellationToken cancellation) =>
        await revisions.MarkGoodAsync(context, step.Revision, cancellation) ? StepResult.Done : StepResult.Pending;
}
