namespace Steersman.Operator.Api.V1;

/// <summary>What of a source makes a new release.</summary>
public enum ReconcileStrategy
{
    ChartVersion,
    Revision,
}
