namespace Steersman.Operator.Decisions;

/// <summary>A step that could not be taken, as data for the rules.</summary>
/// <param name="Code">RenderFailed, Refused, MissingRollbackTarget, ReleaseUnreadable.</param>
/// <param name="Message">The cause in words, without secret values.</param>
/// <param name="Object">Kind and name of the object, or null.</param>
/// <param name="Attempt">Digest of the attempt that failed before anything was written; null for a step of an operation under way.</param>
/// <param name="OperationId">The operation under way whose step failed; null before one began.</param>
/// <param name="IsTransient">True where the same may succeed without a change.</param>
public sealed record StepFailure(string Code, string Message, string? Object = null, string? Attempt = null, string? OperationId = null, bool IsTransient = false);
