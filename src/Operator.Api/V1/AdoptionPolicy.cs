namespace Steersman.Operator.Api.V1;

/// <summary>What is done with a release that exists already and is nobody's.</summary>
public enum AdoptionPolicy
{
    Adopt,
    Strict,
}
