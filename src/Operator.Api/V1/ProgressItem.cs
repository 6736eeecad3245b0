using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>An object that is not ready.</summary>
public sealed record ProgressItem
{
    [Description("Kind and name, as Deployment/web.")]
    public required string Object { get; init; }

    [Description("InProgress, Failed, Terminating, NotFound or Unknown.")]
    public required string Status { get; init; }

    [Description("One word for why.")]
    public string? Reason { get; init; }

    [Description("Why, in words.")]
    public string? Message { get; init; }

    [Description("Since when.")]
    public DateTimeOffset? Since { get; init; }
}
