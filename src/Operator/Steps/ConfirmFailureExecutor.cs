using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Steps;

/// <summary>Reads workloads and pods afresh, before a cause becomes a verdict.</summary>
internal sealed class ConfirmFailureExecutor(RolloutFollower follower)
{
    public async Task<StepResult> ExecuteAsync(StepContext context, CancellationToken cancellation)
    {
        bool isOver = context.Seen.Operation?.Deadline <= context.Seen.Now;
        bool isDeletion = context.Seen.Operation?.Record.Type == OperationType.Uninstall;
        return await follower.ConfirmAsync(context.Release, context.Memory, isDeletion, isOver, cancellation) ? StepResult.Done : StepResult.Pending;
    }
}
