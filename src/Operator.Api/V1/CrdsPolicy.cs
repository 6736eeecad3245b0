namespace Steersman.Operator.Api.V1;

/// <summary>What is done with the definitions in a chart's <c>crds</c> folder.</summary>
public enum CrdsPolicy
{
    Skip,
    Create,

    /// <summary>Those that exist are applied too; none is deleted.</summary>
    CreateReplace,
}
