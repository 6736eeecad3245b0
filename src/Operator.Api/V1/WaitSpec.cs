using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How the rollout of a revision is followed.</summary>
public sealed record WaitSpec
{
    [Description("Early failure by cause.")]
    public FailFastSpec? FailFast { get; init; }

    [Description("How long an object must be unavailable after the rollout before Ready turns False; 0s turns this off.")]
    [SchemaDefault("60s")]
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromSeconds(60);
}
