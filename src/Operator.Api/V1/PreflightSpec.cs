using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What is looked at before anything is changed.</summary>
public sealed record PreflightSpec
{
    [Description("Warn tells what is found in an event, and in status.plan where a plan waits. Block changes nothing before what may fail is mended; it is looked at again with growing pauses, from 30s to 15m.")]
    [SchemaDefault("Warn")]
    public PreflightMode Mode { get; init; }

    [Description("DryRun has the server judge every changed object, also those that only rights or size can refuse, and every deletion; a refusal always ends the change. References asks whether the Secrets and ConfigMaps that pods use are there, with the keys that are named. Quota adds up pods, requests, limits and objects, with the defaults of limit ranges and the pod that a rolling update adds, and compares them with what is left of the namespace's quotas. Default: all.")]
    public IReadOnlyList<PreflightCheck>? Checks { get; init; }
}
