namespace Steersman.Operator.Steps.Hooks;

/// <summary>What the pods of a hook tell of its end; without secret values.</summary>
internal sealed record HookEvidence
{
    public static HookEvidence None { get; } = new();

    /// <summary>What went wrong, naming container and pod; null where no pod tells.</summary>
    public string? Cause { get; init; }

    public string? Pod { get; init; }

    public string? Container { get; init; }

    public string? Reason { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>The end of the log; null where there is none, or it may not be read.</summary>
    public string? Log { get; init; }
}
