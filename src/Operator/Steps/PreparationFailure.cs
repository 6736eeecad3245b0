namespace Steersman.Operator.Steps;

/// <summary>Why a revision is not made; nothing was written.</summary>
/// <param name="Code">Code of the failure.</param>
/// <param name="Message">Why, and the way out.</param>
/// <param name="Object">Kind and name of the object, or null.</param>
/// <param name="IsTransient">True where the same may succeed without a change.</param>
internal sealed record PreparationFailure(string Code, string Message, string? Object = null, bool IsTransient = false);
