namespace Steersman.Operator.Steps.Applying;

/// <summary>Something that must be there before the first revision could not be created.</summary>
internal sealed class PrerequisiteException(string message, string? culprit, bool isTransient) : Exception(message)
{
    /// <summary>Kind and name of the object.</summary>
    public string? Object { get; } = culprit;

    public bool IsTransient { get; } = isTransient;
}
