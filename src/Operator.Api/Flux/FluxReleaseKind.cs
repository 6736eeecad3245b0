using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Flux;

/// <summary>Flux's kind: its objects behave as under helm-controller (<c>flux-behaviour.md</c> §1), by the same code as the operator's own.</summary>
internal sealed class FluxReleaseKind : ReleaseKind
{
    /// <summary>helm-controller tries again at once, with the back-off of its queue (<c>--min-retry-delay</c>).</summary>
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(750);

    public override ResourceMapping Mapping { get; } = ResourceMapping.Known("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases");

    public override string Finalizer => "finalizers.fluxcd.io";

    public override string NameLabel => "helm.toolkit.fluxcd.io/name";

    public override string NamespaceLabel => "helm.toolkit.fluxcd.io/namespace";

    public override bool IsFlux => true;

    public override string Controller => "helm-controller";

    /// <summary>Flux's own defaults where those of the operator's kind differ, and none of what only that has.</summary>
    internal override HelmReleaseSpec Complete(HelmReleaseSpec spec, JsonElement json)
    {
        InstallSpec? install = spec.Install is { Remediation: { } remediation } ? spec.Install with { Remediation = remediation with { RetryInterval = FirstRetry } } : spec.Install;
        UpgradeSpec upgrade = spec.Upgrade ?? new UpgradeSpec();
        UpgradeRemediationSpec failed = upgrade.Remediation ?? new UpgradeRemediationSpec();
        return spec with
        {
            Install = install,
            Upgrade = upgrade with
            {
                // Its documentation says Skip; its code creates (action/crds.go).
                Crds = Has(json, "upgrade", "crds") ? upgrade.Crds : CrdsPolicy.Create,
                Remediation = failed with { RemediateLastFailure = failed.RemediateLastFailure ?? failed.Retries > 0, RetryInterval = FirstRetry },
            },
            Wait = new WaitSpec { FailFast = new FailFastSpec { Enabled = false }, DegradedAfter = TimeSpan.Zero },
        };
    }

    internal override HelmReleaseStatus? ReadStatus(JsonElement status) => FluxStatus.Read(status);

    public override JsonObject WriteStatus(HelmReleaseStatus status) => FluxStatus.Write(Own.WriteStatus(status));

    private static bool Has(JsonElement json, string section, string field) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(section, out JsonElement found) && found.ValueKind == JsonValueKind.Object && found.TryGetProperty(field, out _);
}
