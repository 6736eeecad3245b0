namespace Steersman.Operator.Api;

/// <summary>Lower bound of a number in the CRD's schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SchemaRangeAttribute : Attribute
{
    public int Minimum { get; init; }
}
