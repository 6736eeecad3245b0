using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A change of the release that was rendered and judged by the server, and waits.</summary>
public sealed record PlanStatus
{
    [Description("Digest of what is asked for and of the revision that it follows. The annotation steersman.dev/approve with this value approves the plan, and no other.")]
    public required string Digest { get; init; }

    [Description("What it would be: Install or Upgrade.")]
    public required OperationType Type { get; init; }

    [Description("Why the release would change.")]
    public string? Trigger { get; init; }

    [Description("The stored revision that the plan follows; absent where there is none.")]
    public int? BaseRevision { get; init; }

    [Description("Name of the chart.")]
    public required string Chart { get; init; }

    [Description("Version of the chart.")]
    public required string Version { get; init; }

    [Description("Objects that would be created.")]
    public int Added { get; init; }

    [Description("Objects that would be changed.")]
    public int Changed { get; init; }

    [Description("Objects that would be deleted.")]
    public int Removed { get; init; }

    [Description("What would become of each object: at most fifty of them. Secret data is never shown.")]
    public IReadOnlyList<PlannedChange>? Summary { get; init; }

    [Description("The hooks that would run, in their order: at most fifty of them. Tests are among them where spec.test enables them.")]
    public IReadOnlyList<PlannedHook>? Hooks { get; init; }

    [Description("What may go wrong, or not do what is meant.")]
    public IReadOnlyList<string>? Findings { get; init; }

    [Description("True where the plan is approved and waits for a window.")]
    public bool? Approved { get; init; }

    [Description("Value of the annotation steersman.dev/approve that is not for this plan and has no effect.")]
    public string? IgnoredApproval { get; init; }
}
