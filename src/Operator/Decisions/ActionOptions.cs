using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions;

/// <summary>What the spec says of one kind of operation, with the defaults filled in.</summary>
internal readonly record struct ActionOptions(TimeSpan Timeout, bool Wait, bool Hooks)
{
    /// <summary>What holds in the present phase of an operation: tests have a timeout of their own.</summary>
    public static ActionOptions Of(HelmReleaseSpec spec, RunningOperation operation) => Of(spec, operation.Type);

    public static ActionOptions Of(HelmReleaseSpec spec, OperationType type) => type switch
    {
        OperationType.Install => new(spec.Install?.Timeout ?? spec.Timeout, spec.Install is not { DisableWait: true }, spec.Install is not { DisableHooks: true }),
        OperationType.Upgrade => new(spec.Upgrade?.Timeout ?? spec.Timeout, spec.Upgrade is not { DisableWait: true }, spec.Upgrade is not { DisableHooks: true }),
        OperationType.Rollback => new(spec.Rollback?.Timeout ?? spec.Timeout, spec.Rollback is not { DisableWait: true }, spec.Rollback is not { DisableHooks: true }),
        OperationType.Test => new(spec.Test?.Timeout ?? spec.Timeout, Wait: false, Hooks: true),
        _ => new(spec.Uninstall?.Timeout ?? spec.Timeout, spec.Uninstall is not { DisableWait: true }, spec.Uninstall is not { DisableHooks: true }),
    };
}
