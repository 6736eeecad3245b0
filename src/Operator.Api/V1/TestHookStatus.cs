using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>The last run of one test hook.</summary>
public sealed record TestHookStatus
{
    [Description("When the test was last started.")]
    public DateTimeOffset? LastStarted { get; init; }

    [Description("When the test last ended.")]
    public DateTimeOffset? LastCompleted { get; init; }

    [Description("How the test ended, as Helm records it.")]
    public string? Phase { get; init; }
}
