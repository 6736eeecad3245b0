using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A condition as <c>metav1.Condition</c> has it.</summary>
public sealed record Condition
{
    [Description("Type of the condition.")]
    public required string Type { get; init; }

    [Description("True, False or Unknown.")]
    public required string Status { get; init; }

    [Description("Generation that the condition was judged for.")]
    public long? ObservedGeneration { get; init; }

    [Description("When the status last changed.")]
    public DateTimeOffset LastTransitionTime { get; init; }

    [Description("One word for the cause.")]
    public required string Reason { get; init; }

    [Description("The cause in words, the culprit in the first line.")]
    public string Message { get; init; } = "";
}
