namespace Steersman.Helm.Manifests;

/// <summary>The events of a release at which hooks run.</summary>
public static class HookEvents
{
    public const string PreInstall = "pre-install";
    public const string PostInstall = "post-install";
    public const string PreDelete = "pre-delete";
    public const string PostDelete = "post-delete";
    public const string PreUpgrade = "pre-upgrade";
    public const string PostUpgrade = "post-upgrade";
    public const string PreRollback = "pre-rollback";
    public const string PostRollback = "post-rollback";
    public const string Test = "test";
}
