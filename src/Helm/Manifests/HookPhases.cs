namespace Steersman.Helm.Manifests;

/// <summary>The phases of a hook's last run.</summary>
public static class HookPhases
{
    public const string Unknown = "Unknown";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";
}
