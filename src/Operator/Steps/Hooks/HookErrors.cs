using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>The errors of hooks as Helm words them, for descriptions of revisions.</summary>
internal static class HookErrors
{
    /// <summary>A List without items, of which the objects of an earlier run are to be deleted.</summary>
    public const string NothingToDelete = "object not found, skipping delete: no objects visited";

    /// <summary>What an action puts before the error of its hooks; rollbacks and uninstalls put nothing.</summary>
    public static string Of(OperationType type, string runsAt, string error) => type switch
    {
        OperationType.Install when runsAt != HookEvents.Test => $"failed {runsAt}: {error}",
        OperationType.Upgrade when runsAt != HookEvents.Test => $"{runsAt} hooks failed: {error}",
        _ => error,
    };

    /// <summary>The manifest makes no object.</summary>
    public static string NotBuilt(string runsAt, string path, string why) => $"unable to build kubernetes object for {runsAt} hook {path}: {why}";

    /// <summary>The manifest makes no object whose predecessor could be deleted.</summary>
    public static string NotBuiltForDeletion(string path, string why) => $"unable to build kubernetes object for deleting hook {path}: {why}";

    /// <summary>The server refused objects, or there are none: a List without items.</summary>
    public static string NotCreated(string runsAt, string path, IReadOnlyCollection<string> refusals) =>
        $"warning: Hook {runsAt} {path} failed: {(refusals.Count == 0 ? "no objects visited" : string.Join('\n', refusals))}";

    /// <summary>Objects failed, or did not end in time.</summary>
    /// <param name="left">What is not current, in the order of the manifest.</param>
    /// <param name="isOver">True where the time is over.</param>
    public static string NotReady(IEnumerable<(ReleaseObject Item, KstatusResult Status)> left, bool isOver) =>
        InTime(left.Select(one => $"resource {one.Item.Kind.Kind}/{one.Item.Namespace}/{one.Item.Name} not ready. status: {one.Status.State}, message: {one.Status.Message}"), isOver);

    /// <summary>Objects did not go in time.</summary>
    public static string StillExist(IEnumerable<ReleaseObject> left) =>
        InTime(left.Select(item => $"resource {item.Kind.Kind}/{item.Namespace}/{item.Name} still exists. status: Terminating, message: Resource scheduled for deletion"), isOver: true);

    private static string InTime(IEnumerable<string> errors, bool isOver) => string.Join('\n', isOver ? errors.Append("context deadline exceeded") : errors);
}
