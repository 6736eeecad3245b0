namespace Steersman.Cel;

/// <summary>What health check expressions say of an object, in kstatus' words.</summary>
public enum CelHealth
{
    /// <summary>Nobody can tell: an expression could not be evaluated.</summary>
    Unknown,
    InProgress,
    Failed,
    Current,
}
