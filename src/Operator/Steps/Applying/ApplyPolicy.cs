using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Applying;

/// <summary>How the spec wants the objects of an operation to be applied.</summary>
/// <param name="overrideManagers">Field managers beside the known ones whose fields are taken over.</param>
internal sealed class ApplyPolicy(IReadOnlyList<string> overrideManagers)
{
    /// <summary>The apply method of a new revision.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="type">What makes the revision.</param>
    /// <param name="model">The revision that decides where the spec does not: the one before, or the one that a rollback restores.</param>
    /// <remarks>A record without a method is one of Helm 3, which applied by the client (<c>getUpgradeServerSideValue</c> in <c>pkg/action/upgrade.go</c>).</remarks>
    public static string MethodOf(HelmReleaseSpec spec, OperationType type, Release? model)
    {
        ServerSideApplyMode mode = type switch
        {
            OperationType.Install => spec.Install is { ServerSideApply: false } ? ServerSideApplyMode.Disabled : ServerSideApplyMode.Enabled,
            OperationType.Upgrade => spec.Upgrade?.ServerSideApply ?? ServerSideApplyMode.Auto,
            _ => spec.Rollback?.ServerSideApply ?? ServerSideApplyMode.Auto,
        };
        bool isServerSide = mode == ServerSideApplyMode.Enabled || (mode == ServerSideApplyMode.Auto && model?.ApplyMethod == ApplyMethod.ServerSideApply);
        return isServerSide ? ApplyMethod.ServerSideApply : ApplyMethod.ClientSideApply;
    }

    /// <summary>How definitions of a chart's <c>crds</c> folder are applied: whatever they hold, as Helm does.</summary>
    public ApplySettings OfDefinitions { get; } = new() { Validate = false, OverrideManagers = overrideManagers };

    /// <summary>How the objects of a revision with that method are written.</summary>
    public ApplySettings Of(HelmReleaseSpec spec, OperationType type, string method)
    {
        ApplySettings settings = new() { IsServerSide = method == ApplyMethod.ServerSideApply, OverrideManagers = overrideManagers };
        return type switch
        {
            OperationType.Install => settings with { Validate = spec.Install is not { DisableOpenAPIValidation: true } },
            OperationType.Upgrade => settings with
            {
                Validate = spec.Upgrade is not { DisableOpenAPIValidation: true },
                Force = spec.Upgrade is { Force: true },
                ForceField = "spec.upgrade.force",
            },
            _ => settings with { Force = spec.Rollback is { Force: true }, ForceField = "spec.rollback.force" },
        };
    }
}
