using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What changes the rendered documents before they become a revision.</summary>
public sealed record PostRenderer
{
    [Description("Patches and images as kustomize applies them, in process.")]
    public KustomizeSpec? Kustomize { get; init; }
}
