using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>Which hooks run when, as Helm selects and sorts them (<c>pkg/action/hooks.go</c>).</summary>
internal static class HookPlan
{
    private const string Definition = "CustomResourceDefinition";

    /// <summary>The event of the hooks that run in a phase of an operation; null where none do.</summary>
    public static string? Event(OperationType type, OperationPhase phase) => (phase, type) switch
    {
        (OperationPhase.PreHooks, OperationType.Install) => HookEvents.PreInstall,
        (OperationPhase.PreHooks, OperationType.Upgrade) => HookEvents.PreUpgrade,
        (OperationPhase.PreHooks, OperationType.Rollback) => HookEvents.PreRollback,
        (OperationPhase.PreHooks, _) => HookEvents.PreDelete,
        (OperationPhase.PostHooks, OperationType.Install) => HookEvents.PostInstall,
        (OperationPhase.PostHooks, OperationType.Upgrade) => HookEvents.PostUpgrade,
        (OperationPhase.PostHooks, OperationType.Rollback) => HookEvents.PostRollback,
        (OperationPhase.PostHooks, _) => HookEvents.PostDelete,
        (OperationPhase.Tests, _) => HookEvents.Test,
        _ => null,
    };

    /// <summary>True where an event comes after the objects: when one of its hooks has begun, those before the objects are long done.</summary>
    public static bool IsAfterObjects(string runsAt) => runsAt == HookEvents.Test || runsAt.StartsWith("post-", StringComparison.Ordinal);

    /// <summary>
    /// The runs of an event in their order, by weight and then by name, with the hooks' places in the record. A hook that names the event twice runs twice. Of the tests
    /// only those run that the spec selects.
    /// </summary>
    public static IReadOnlyList<(int Index, Hook Hook)> Runs(IReadOnlyList<Hook>? hooks, string runsAt, HelmReleaseSpec spec) =>
    [
        .. (hooks ?? [])
            .SelectMany((hook, index) => (hook.Events ?? []).Where(name => name == runsAt).Select(_ => (Index: index, Hook: hook)))
            .Where(run => runsAt != HookEvents.Test || spec.Test?.Selects(run.Hook.Name) != false)
            .OrderBy(run => run.Hook.Weight)
            .ThenBy(run => run.Hook.Name, StringComparer.Ordinal),
    ];

    /// <summary>True where the hook has the delete policy; none at all means before-hook-creation. Definitions are never deleted: every object of their kind would go.</summary>
    public static bool IsDeletedBy(Hook hook, string policy) =>
        hook.Kind != Definition && (hook.DeletePolicies is { Count: > 0 } policies ? policies.Contains(policy, StringComparer.Ordinal) : policy == HookDeletePolicies.BeforeHookCreation);

    /// <summary>True for a definition: it has come to its end when its kind is served.</summary>
    public static bool IsDefinition(ReleaseObject item) => item.Kind.Kind == Definition;

    /// <summary>True where an object of the hook may be a definition.</summary>
    public static bool MayDefine(Hook hook) => hook.Kind == Definition || hook.Kind.EndsWith("List", StringComparison.Ordinal);

    /// <summary>True where the hook's logs are put out when it ends so; the policies are those of deletion.</summary>
    public static bool IsLoggedBy(Hook hook, string policy) => hook.OutputLogPolicies?.Contains(policy, StringComparer.Ordinal) == true;

    /// <summary>The hook as status and messages name it; one that the server names by the beginning of its name.</summary>
    public static string Display(Hook hook) => hook.Name.Length > 0 ? $"{hook.Kind}/{hook.Name}" : $"{hook.Kind} of {hook.Path}";
}
