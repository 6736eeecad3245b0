using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Why a revision is not made; nothing was written.</summary>
/// <param name="Code">Code of the failure.</param>
/// <param name="Message">Why, and the way out.</param>
/// <param name="Object">Kind and name of the object, or null.</param>
/// <param name="IsTransient">True where the same may succeed without a change.</param>
internal sealed record PreparationFailure(string Code, string Message, string? Object = null, bool IsTransient = false)
{
    /// <summary>A manifest that cannot be read. A kind that the server lacks may come.</summary>
    public static PreparationFailure Of(ManifestException exception) =>
        new(exception.IsKindMissing ? Reasons.KindMissing : Reasons.RenderFailed, exception.Message, IsTransient: exception.IsKindMissing);

    /// <summary>The outcome of a step that ends with this, without secret texts. What the account of the release lacks a right for may succeed when it is given.</summary>
    /// <param name="context">The release.</param>
    /// <param name="attempt">Digest of the attempt.</param>
    public StepResult ToResult(StepContext context, string attempt)
    {
        bool isForbidden = context.Memory.Connection?.Account?.IsNamedIn(Message) == true;
        string message = context.Memory.Secrets?.Hide(Message) ?? Message;
        return StepResult.Failed(new StepFailure(isForbidden ? Reasons.Forbidden : Code, message, Object, attempt, IsTransient: IsTransient || isForbidden));
    }
}
