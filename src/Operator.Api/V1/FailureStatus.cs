using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>The first cause of a failed operation. Messages hold at most 512 characters and no secret values.</summary>
public sealed record FailureStatus
{
    [Description("Code of the rule, or Timeout, Refused, RenderFailed, HookFailed, TestFailed.")]
    public required string Code { get; init; }

    [Description("Kind and name of the object, as Deployment/web.")]
    public string? Object { get; init; }

    [Description("Name of the pod.")]
    public string? Pod { get; init; }

    [Description("Name of the container.")]
    public string? Container { get; init; }

    [Description("Reason as Kubernetes names it.")]
    public string? Reason { get; init; }

    [Description("Exit code of the container's last termination.")]
    public int? ExitCode { get; init; }

    [Description("Restarts of the container.")]
    public int? Restarts { get; init; }

    [Description("The cause in words.")]
    public string? Message { get; init; }

    [Description("When the cause was first seen.")]
    public DateTimeOffset? FirstSeen { get; init; }

    [Description("Revision that failed.")]
    public int? Revision { get; init; }
}
