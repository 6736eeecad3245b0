namespace Steersman.Operator.Api.V1;

/// <summary>Kinds of Flux's sources that hold charts.</summary>
public enum ChartSourceKind
{
    HelmRepository,
    GitRepository,
    Bucket,
}
