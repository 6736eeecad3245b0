namespace Steersman.Operator.Api.V1;

/// <summary>What deleting a HelmRelease does to its release.</summary>
public enum DeletionPolicy
{
    Uninstall,
    Keep,
}
