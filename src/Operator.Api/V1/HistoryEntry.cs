using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>One revision as the operator knows it: Flux's snapshot, with what caused it and how it ended.</summary>
public sealed record HistoryEntry
{
    [Description("Number of the revision.")]
    public required int Version { get; init; }

    [Description("Version of the snapshot's form, as Flux counts it: v2.")]
    public string? ApiVersion { get; init; }

    [Description("Name of the Helm release.")]
    public required string Name { get; init; }

    [Description("Namespace of the release.")]
    public required string Namespace { get; init; }

    [Description("Helm's status of the revision.")]
    public required string Status { get; init; }

    [Description("What was done last: install, upgrade, rollback, uninstall or uninstall-remediation.")]
    public string? Action { get; init; }

    [Description("Name of the chart.")]
    public string? ChartName { get; init; }

    [Description("Version of the chart.")]
    public string? ChartVersion { get; init; }

    [Description("Version of the application.")]
    public string? AppVersion { get; init; }

    [Description("Digest of the values.")]
    public string? ConfigDigest { get; init; }

    [Description("Digest of the stored revision, as Flux computes it.")]
    public string? Digest { get; init; }

    [Description("Digest of the OCI artifact that the chart came as; absent where it came otherwise.")]
    public string? OciDigest { get; init; }

    [Description("When the release was first deployed.")]
    public DateTimeOffset? FirstDeployed { get; init; }

    [Description("When the revision was deployed.")]
    public DateTimeOffset? LastDeployed { get; init; }

    [Description("When the release was uninstalled; absent where it was not.")]
    public DateTimeOffset? Deleted { get; init; }

    [Description("The test hooks of the revision by their names; absent where the revision was not tested.")]
    public IReadOnlyDictionary<string, TestHookStatus>? TestHooks { get; init; }

    [Description("Why the revision was made.")]
    public string? Trigger { get; init; }

    [Description("How often objects of the revision that others had changed were put back.")]
    public int? Corrections { get; init; }

    [Description("When objects were last put back.")]
    public DateTimeOffset? LastCorrected { get; init; }

    [Description("How it ended: Good or Failed.")]
    public string? Verdict { get; init; }

    [Description("True where somebody marked the revision as good: it is never pruned, and preferred as the target of a rollback.")]
    public bool? MarkedGood { get; init; }

    [Description("Code of the cause of a failure.")]
    public string? Cause { get; init; }
}
