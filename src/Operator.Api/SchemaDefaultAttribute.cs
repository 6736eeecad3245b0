namespace Steersman.Operator.Api;

/// <summary>The value that the API server writes where the field is absent; a text, whole number or truth value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SchemaDefaultAttribute(object value) : Attribute
{
    public object Value { get; } = value;
}
