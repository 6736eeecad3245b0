using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How the rollout of a revision is followed.</summary>
public sealed record WaitSpec
{
    [Description("Early failure by cause.")]
    public FailFastSpec? FailFast { get; init; }

    [Description("Wait for the addresses of Services of type LoadBalancer, Ingresses and Gateways.")]
    public bool LoadBalancer { get; init; }

    [Description("Objects that the revision did not change do not hold it back.")]
    public bool IgnoreUnchanged { get; init; }

    [Description("How long an object must be unavailable after the rollout before Ready turns False; 0s turns this off.")]
    [SchemaDefault("60s")]
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromSeconds(60);
}
