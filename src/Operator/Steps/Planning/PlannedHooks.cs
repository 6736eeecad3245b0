using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps.Hooks;

namespace Steersman.Operator.Steps.Planning;

/// <summary>The hooks that a change would run.</summary>
internal static class PlannedHooks
{
    /// <summary>How many are named.</summary>
    public const int Max = 50;

    /// <summary>Those of an operation: before the objects, behind them, and the tests where the spec has them; none where the spec turns hooks off.</summary>
    public static IEnumerable<PlannedHook> Of(OperationType type, IReadOnlyList<Hook>? hooks, HelmReleaseSpec spec)
    {
        OperationPhase[] phases = [.. ActionOptions.Of(spec, type).Hooks ? [OperationPhase.PreHooks, OperationPhase.PostHooks] : (OperationPhase[])[], .. type != OperationType.Uninstall && spec.Test is { Enable: true } ? [OperationPhase.Tests] : (OperationPhase[])[]];
        return phases
            .Select(phase => HookPlan.Event(type, phase)!)
            .SelectMany(name => HookPlan.Runs(hooks, name, spec).Select(run => new PlannedHook { Event = name, Object = HookPlan.Display(run.Hook) }));
    }
}
