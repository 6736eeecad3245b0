using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api;

/// <summary>The operator's own kind: read and written as it is.</summary>
internal sealed class OwnReleaseKind : ReleaseKind
{
    public override ResourceMapping Mapping => HelmRelease.Mapping;

    public override string Finalizer => WellKnown.Finalizer;

    public override string NameLabel => WellKnown.NameLabel;

    public override string NamespaceLabel => WellKnown.NamespaceLabel;

    public override bool IsFlux => false;

    public override string? Controller => null;

    internal override HelmReleaseSpec Complete(HelmReleaseSpec spec, JsonElement json) => spec;

    internal override HelmReleaseStatus? ReadStatus(JsonElement status) => status.Deserialize(HelmReleaseJson.Default.HelmReleaseStatus);

    public override JsonObject WriteStatus(HelmReleaseStatus status) => (JsonObject)JsonSerializer.SerializeToNode(status, HelmReleaseJson.Default.HelmReleaseStatus)!;
}
