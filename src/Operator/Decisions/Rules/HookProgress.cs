using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The hooks of one phase, one after the other.</summary>
internal static class HookProgress
{
    /// <summary>What is to be done for the hook whose turn it is; null when all of them are done.</summary>
    public static Decision? Decide(Observation seen, RunningOperation operation)
    {
        if (operation.Hook is not { } hook)
        {
            return null;
        }

        return hook.State switch
        {
            HookRunState.NotStarted => new Decision(new Step.RunHook(hook), OwnOperationRule.Running(seen, operation)),
            HookRunState.Succeeded => new Decision(new Step.FinishHook(hook), OwnOperationRule.Running(seen, operation)),
            HookRunState.Failed => OperationVerdict.Fail(seen, operation, Failed(seen, operation, hook, hook.Message ?? "failed")),
            _ when hook.Deadline <= seen.Now =>
                OperationVerdict.Fail(seen, operation, Failed(seen, operation, hook, "did not complete in time")),
            _ => new Decision(null, OwnOperationRule.Running(seen, operation), hook.Deadline),
        };
    }

    private static FailureStatus Failed(Observation seen, RunningOperation operation, HookRun hook, string why) => new()
    {
        Code = "HookFailed",
        Object = hook.Object,
        Message = $"hook {hook.Object}: {why}",
        FirstSeen = seen.Now,
        Revision = operation.Revision,
    };
}
