namespace Steersman.Operator.Api.V1;

/// <summary>Kinds of Flux's sources that are one chart.</summary>
public enum ChartReferenceKind
{
    OCIRepository,
    HelmChart,
    ExternalArtifact,
}
