namespace Steersman.Helm.Manifests;

/// <summary>When a hook's object is deleted, and when its logs are put out (which know only succeeded and failed).</summary>
public static class HookDeletePolicies
{
    public const string HookSucceeded = "hook-succeeded";
    public const string HookFailed = "hook-failed";
    public const string BeforeHookCreation = "before-hook-creation";
}
