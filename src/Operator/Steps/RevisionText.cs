using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Steps;

/// <summary>Statuses and descriptions of revisions, in Helm's words.</summary>
internal static class RevisionText
{
    private const int MaxFailure = 4096;

    public static string Pending(OperationType type) => type switch
    {
        OperationType.Install => ReleaseStatus.PendingInstall,
        OperationType.Upgrade => ReleaseStatus.PendingUpgrade,
        OperationType.Rollback => ReleaseStatus.PendingRollback,
        _ => ReleaseStatus.Uninstalling,
    };

    public static string Begun(OperationType type) => type == OperationType.Install ? "Initial install underway" : "Preparing upgrade";

    public static string Completed(OperationType type, HelmReleaseSpec spec) => type == OperationType.Install
        ? spec.Install?.Description ?? "Install complete"
        : spec.Upgrade?.Description ?? "Upgrade complete";

    /// <summary>Helm's description of a failed revision.</summary>
    public static string Failed(OperationType type, string release, string error)
    {
        string text = type switch
        {
            OperationType.Upgrade => $"Upgrade \"{release}\" failed: {error}",
            OperationType.Rollback => $"Rollback \"{release}\" failed: {error}",
            _ => $"Release \"{release}\" failed: {error}",
        };
        return text.Length <= MaxFailure ? text : text[..MaxFailure];
    }
}
