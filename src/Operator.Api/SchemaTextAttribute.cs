namespace Steersman.Operator.Api;

/// <summary>Bounds of a text field in the CRD's schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SchemaTextAttribute : Attribute
{
    public int MinLength { get; init; } = -1;

    public int MaxLength { get; init; } = -1;

    public string? Pattern { get; init; }
}
