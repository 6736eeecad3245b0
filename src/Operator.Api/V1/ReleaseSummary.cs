using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>One stored revision, in short.</summary>
public sealed record ReleaseSummary
{
    [Description("Name of the Helm release.")]
    public required string Name { get; init; }

    [Description("Namespace of the release.")]
    public required string Namespace { get; init; }

    [Description("Number of the revision.")]
    public required int Revision { get; init; }

    [Description("Helm's status of the revision.")]
    public required string Status { get; init; }

    [Description("Name and version of the chart.")]
    public string? Chart { get; init; }

    [Description("Version of the chart.")]
    public string? Version { get; init; }

    [Description("Version of the application.")]
    public string? AppVersion { get; init; }

    [Description("Digest of the desired state that the revision was made from.")]
    public string? Digest { get; init; }
}
