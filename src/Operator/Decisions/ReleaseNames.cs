using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>Releases, charts and actions as messages name them, in Flux's words.</summary>
internal static class ReleaseNames
{
    /// <summary><c>ns/name.v3</c>.</summary>
    public static string Full(Observation seen, int revision) => $"{seen.Release.ReleaseNamespace}/{seen.Release.ReleaseName}.v{revision}";

    /// <summary><c>ns/name</c>.</summary>
    public static string Short(Observation seen) => $"{seen.Release.ReleaseNamespace}/{seen.Release.ReleaseName}";

    /// <summary><c>chart@version</c>.</summary>
    public static string Chart(ChartIdentity? chart) => chart is null ? "unknown chart" : $"{chart.Name}@{chart.Version}";

    /// <summary>What stays on the cluster before, as the end of a message.</summary>
    public static string Left(OperationRecord? record) => record?.Left is { } left ? $"; release {left} is left as it is" : "";

    public static string Verb(OperationType type) => type switch
    {
        OperationType.Install => "install",
        OperationType.Upgrade => "upgrade",
        OperationType.Rollback => "rollback",
        OperationType.Test => "test",
        _ => "uninstall",
    };

    public static string Succeeded(OperationType type) => type switch
    {
        OperationType.Install => Reasons.InstallSucceeded,
        OperationType.Upgrade => Reasons.UpgradeSucceeded,
        OperationType.Rollback => Reasons.RollbackSucceeded,
        OperationType.Test => Reasons.TestSucceeded,
        _ => Reasons.UninstallSucceeded,
    };

    public static string Failed(OperationType type) => type switch
    {
        OperationType.Install => Reasons.InstallFailed,
        OperationType.Upgrade => Reasons.UpgradeFailed,
        OperationType.Rollback => Reasons.RollbackFailed,
        OperationType.Test => Reasons.TestFailed,
        _ => Reasons.UninstallFailed,
    };
}
