using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Steps;

/// <summary>Which hooks run when, and which forms of hooks are not supported.</summary>
internal static class HookSupport
{
    /// <summary>The event of the hooks that run before the objects of an operation, or after them.</summary>
    public static string Event(OperationType type, bool isAfter) => (type, isAfter) switch
    {
        (OperationType.Install, false) => HookEvents.PreInstall,
        (OperationType.Install, true) => HookEvents.PostInstall,
        (OperationType.Upgrade, false) => HookEvents.PreUpgrade,
        (OperationType.Upgrade, true) => HookEvents.PostUpgrade,
        (OperationType.Rollback, false) => HookEvents.PreRollback,
        (OperationType.Rollback, true) => HookEvents.PostRollback,
        (_, false) => HookEvents.PreDelete,
        (_, true) => HookEvents.PostDelete,
    };

    /// <summary>The hooks of an event in the order in which they run, by weight and then by name, with their places in the record.</summary>
    public static IEnumerable<(int Index, Hook Hook)> Of(IReadOnlyList<Hook>? hooks, string runsAt) => (hooks ?? [])
        .Select((hook, index) => (index, hook))
        .Where(entry => entry.hook.Events?.Contains(runsAt, StringComparer.Ordinal) == true)
        .OrderBy(entry => entry.hook.Weight)
        .ThenBy(entry => entry.hook.Name, StringComparer.Ordinal);

    /// <summary>The first hook that is of a form not supported, and why; null where all are.</summary>
    public static string? Unsupported(IReadOnlyList<Hook>? hooks)
    {
        foreach (Hook hook in hooks ?? [])
        {
            if (hook.Events?.All(name => name == HookEvents.Test) != false)
            {
                continue;
            }

            string? why = hook switch
            {
                { Name: "" } => "has no metadata.name",
                { OutputLogPolicies.Count: > 0 } => "asks for its logs by helm.sh/hook-output-log-policy",
                _ when hook.Events.Distinct(StringComparer.Ordinal).Count() != hook.Events.Count => "names one event twice",
                _ => null,
            };
            if (why is not null)
            {
                return $"hook {hook.Kind}/{hook.Name} of {hook.Path} {why}, which is not supported yet";
            }
        }

        return null;
    }

    /// <summary>True where the hook has the delete policy; none at all means before-hook-creation.</summary>
    public static bool HasPolicy(Hook hook, string policy) => hook.DeletePolicies is { Count: > 0 } policies
        ? policies.Contains(policy, StringComparer.Ordinal)
        : policy == HookDeletePolicies.BeforeHookCreation;
}
