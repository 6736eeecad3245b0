namespace Steersman.Operator.Api.V1;

/// <summary>Kinds of objects that can hold values.</summary>
public enum ValuesReferenceKind
{
    ConfigMap,
    Secret,
}
