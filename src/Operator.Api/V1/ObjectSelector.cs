using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Selects objects of a release as kustomize does; what is not set selects all.</summary>
public sealed record ObjectSelector
{
    [Description("API group, as a regular expression for the whole of it.")]
    public string? Group { get; init; }

    [Description("Version of the group, as a regular expression for the whole of it.")]
    public string? Version { get; init; }

    [Description("Kind, as a regular expression for the whole of it.")]
    public string? Kind { get; init; }

    [Description("Name, as a regular expression for the whole of it.")]
    public string? Name { get; init; }

    [Description("Namespace, as a regular expression for the whole of it.")]
    public string? Namespace { get; init; }

    [Description("Annotations, as a label selector such as app=web,!old.")]
    public string? AnnotationSelector { get; init; }

    [Description("Labels, as a label selector such as app=web,!old.")]
    public string? LabelSelector { get; init; }
}
