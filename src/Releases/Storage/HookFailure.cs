namespace Steersman.Releases.Storage;

/// <summary>Why a hook failed: for people, and in Helm's words for the release record. Holds no secret values and no log.</summary>
/// <param name="Stage">How far the hook had come.</param>
/// <param name="Message">The cause, beginning with the event: <c>pre-upgrade hook failed: container job in pod migrate-x exited with code 3</c>.</param>
/// <param name="Error">The error as Helm words it.</param>
public sealed record HookFailure(HookFailureStage Stage, string Message, string Error)
{
    /// <summary>Pod that failed; null where that is not known.</summary>
    public string? Pod { get; init; }

    public string? Container { get; init; }

    /// <summary>Kubernetes' reason, of the container or of the Job.</summary>
    public string? Reason { get; init; }

    public int? ExitCode { get; init; }
}
