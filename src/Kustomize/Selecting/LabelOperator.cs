namespace Steersman.Kustomize.Selecting;

/// <summary>Operators of label selectors (apimachinery's <c>selection.Operator</c>).</summary>
internal enum LabelOperator
{
    None,
    In,
    NotIn,
    Exists,
    DoesNotExist,
    GreaterThan,
    LessThan,
}
