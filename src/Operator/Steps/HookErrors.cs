using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Steps;

/// <summary>The errors of hooks as Helm words them, for descriptions of revisions.</summary>
internal static class HookErrors
{
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

    /// <summary>The server refused the object.</summary>
    public static string NotCreated(string runsAt, string path, string why) => $"warning: Hook {runsAt} {path} failed: {why}";

    /// <summary>The object failed.</summary>
    public static string NotReady(string kind, string? ns, string name, string status, string message) => $"resource {kind}/{ns}/{name} not ready. status: {status}, message: {message}";

    /// <summary>The object did not end in time.</summary>
    public static string NotInTime(string kind, string? ns, string name, string status, string message) => $"{NotReady(kind, ns, name, status, message)}\ncontext deadline exceeded";

    /// <summary>The object did not go in time.</summary>
    public static string StillExists(string kind, string? ns, string name) =>
        $"resource {kind}/{ns}/{name} still exists. status: Terminating, message: Resource scheduled for deletion\ncontext deadline exceeded";
}
